#include <lapacke.h>

/* The two BLAS routines that LAPACKE has no door to, by their Fortran names: every BLAS exports
   them, whatever C headers it ships. */
#ifdef __cplusplus
extern "C" {
#endif

void dgemm_(
    const char *transposeA, const char *transposeB, const int *m, const int *n, const int *k,
    const double *alpha, const double *a, const int *lda, const double *b, const int *ldb,
    const double *beta, double *c, const int *ldc);

void dsyrk_(
    const char *triangle, const char *transpose, const int *n, const int *k, const double *alpha,
    const double *a, const int *lda, const double *beta, double *c, const int *ldc);

#ifdef __cplusplus
}
#endif
