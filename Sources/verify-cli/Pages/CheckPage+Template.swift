extension CheckPage {
  /// The page. Everything in double braces is escaped by the library.
  static let template = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'"/>
    <title>{{title}}: weighted sums of losses</title>
    <style>
    :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #ffffff; --soft: #f1f1ee;
      --line: #8a8a86; --yes: #1f5fa8; --no: #9a4a00; }
    @media (prefers-color-scheme: dark) { :root { --ink: #ececea; --paper: #191a1b;
      --soft: #27292b; --line: #8d8f91; --yes: #8ab8f0; --no: #f0a860; } }
    body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
      max-width: 56rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
    h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
    h3 { font-size: 1rem; }
    table { border-collapse: collapse; } th, td { padding: .25rem .7rem; text-align: left;
      border-bottom: 1px solid var(--line); vertical-align: top; }
    td.number { text-align: right; font-variant-numeric: tabular-nums; }
    .scroll { overflow-x: auto; }
    .yes { color: var(--yes); font-weight: bold; }
    .no, .open { color: var(--no); font-weight: bold; }
    .unstable { border: 2px solid var(--no); border-radius: .3rem; padding: 0 .3rem;
      font-weight: bold; }
    code, pre { font-family: ui-monospace, monospace; background: var(--soft); }
    pre { padding: .6rem; overflow-x: auto; white-space: pre-wrap; }
    figure { margin: 1rem 0; } figcaption { font-size: .9rem; }
    svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; }
    svg .label, svg .node { fill: var(--ink); }
    .drawings { display: flex; flex-wrap: wrap; gap: 1rem; }
    .positive { stroke: #2166ac; } .negative { stroke: #b35806; stroke-dasharray: 7 4; }
    .glow { stroke: var(--line); opacity: .55; } .outline { fill: none; stroke: var(--ink);
      stroke-width: 3; }
    .bar { fill: var(--yes); } .track { fill: var(--soft); stroke: var(--line); }
    @media print { body { max-width: none; } details { display: none; } }
    </style>
    </head>
    <body>
    <main>
    <h1>{{title}}</h1>
    <p>{{count}}: {{tasks}}.{{#source}} Data: {{source}}.{{/source}}</p>
    <h2>{{question}}</h2>
    <div class="scroll"><table>
    <thead><tr><th scope="col">network</th><th scope="col">answer</th>
    <th scope="col">why</th></tr></thead>
    <tbody>
    {{#answers}}
    <tr><th scope="row">{{width}}</th><td class="{{kind}}">{{word}}</td>
    <td>{{reason}}{{#isUnstable}} <span class="unstable">unstable</span>{{/isUnstable}}</td></tr>
    {{/answers}}
    </tbody></table></div>
    {{#hasWhy}}
    <h2>Why</h2>
    <p>{{explanation}}</p>
    <ul>
    {{#why}}
    <li>{{.}}</li>
    {{/why}}
    </ul>
    {{#drawings}}
    <h3>{{title}}</h3>
    <p>Blue and solid: positive. Orange and dashed: negative. {{caption}}</p>
    <div class="drawings">
    <figure>
    <svg xmlns="http://www.w3.org/2000/svg" role="img" width="{{size}}" height="{{size}}"
      viewBox="0 0 {{size}} {{size}}"
      aria-label="{{title}}, as a table of colours and numbers. {{caption}}">
    {{#labels}}
    <text class="label" text-anchor="{{anchor}}"
      transform="translate({{x}} {{y}}) rotate({{turn}})">{{text}}</text>
    {{/labels}}
    {{#cells}}
    <g><title>{{name}}</title>
    <rect x="{{x}}" y="{{y}}" width="44" height="44" fill="{{fill}}"/>
    <text x="{{cx}}" y="{{cy}}" text-anchor="middle" fill="{{ink}}">{{value}}</text></g>
    {{/cells}}
    {{#cells}}
    {{#isOutlined}}
    <rect class="outline" x="{{x}}" y="{{y}}" width="44" height="44"/>
    {{/isOutlined}}
    {{/cells}}
    </svg>
    </figure>
    <figure>
    <svg xmlns="http://www.w3.org/2000/svg" role="img" width="{{size}}" height="{{size}}"
      viewBox="0 0 {{size}} {{size}}"
      aria-label="{{title}}, as a graph of the tasks. {{caption}}">
    {{#edges}}
    {{#isOutlined}}
    <line class="glow" x1="{{x1}}" y1="{{y1}}" x2="{{x2}}" y2="{{y2}}"
      stroke-width="{{glow}}"/>
    {{/isOutlined}}
    <line class="{{kind}}" x1="{{x1}}" y1="{{y1}}" x2="{{x2}}" y2="{{y2}}"
      stroke-width="{{width}}"/>
    {{/edges}}
    {{#nodes}}
    <circle class="node" cx="{{x}}" cy="{{y}}" r="6"/>
    <text class="label" x="{{tx}}" y="{{ty}}" text-anchor="{{anchor}}">{{text}}</text>
    {{/nodes}}
    </svg>
    </figure>
    </div>
    {{/drawings}}
    {{/hasWhy}}
    {{#hasSureness}}
    <h2>How sure</h2>
    {{#warnings}}
    <p><strong>Warning:</strong> {{.}}</p>
    {{/warnings}}
    <ul>
    {{#margins}}
    <li>{{.}}</li>
    {{/margins}}
    </ul>
    {{#resampling}}
    <p>{{resampling}}</p>
    <div class="scroll"><table>
    <thead><tr><th scope="col">network</th><th scope="col">same answer</th>
    <th scope="col">as a bar</th><th scope="col">one block left out</th>
    <th scope="col">same reason</th></tr></thead>
    <tbody>
    {{#agreements}}
    <tr><th scope="row">{{width}}: {{word}}</th><td class="number">{{share}}</td>
    <td><svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{{share}}" width="200"
      height="14" viewBox="0 0 200 14"><rect class="track" x="0" y="0" width="200" height="14"/>
    <rect class="bar" x="0" y="0" width="{{bar}}" height="14"/></svg></td>
    <td>{{jackknife}}</td>
    <td>{{#reason}}{{reason}}{{/reason}}{{#isUnstable}} <span
      class="unstable">unstable</span>{{/isUnstable}}</td></tr>
    {{/agreements}}
    </tbody></table></div>
    {{/resampling}}
    {{#resamplingCommand}}
    <p>Is it so for other data of this kind, too? <code>{{resamplingCommand}}</code></p>
    {{/resamplingCommand}}
    {{/hasSureness}}
    {{#cost}}
    <h2>What it costs</h2>
    {{#missText}}
    <p>{{missText}}</p>
    <div class="scroll"><table><tbody>
    {{#misses}}
    <tr><th scope="row">{{width}}</th><td class="number">{{text}}</td>
    <td><svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{{text}}" width="200"
      height="14" viewBox="0 0 200 14">
    <rect class="bar" x="0" y="0" width="{{bar}}" height="14"/></svg></td></tr>
    {{/misses}}
    </tbody></table></div>
    {{/missText}}
    <p>{{example}}</p>
    <div class="scroll"><table>
    <thead><tr>{{#header}}<th scope="col">{{.}}</th>{{/header}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row">{{task}}</th>{{#cells}}<td class="number">{{.}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody></table></div>
    <p>{{legend}}</p>
    {{/cost}}
    {{#hasAdvice}}
    <h2>What to do</h2>
    <ul>
    {{#advice}}
    <li>{{text}}
    {{#lines}}
    <br/>{{.}}
    {{/lines}}
    {{#commands}}
    <pre>{{.}}</pre>
    {{/commands}}
    </li>
    {{/advice}}
    </ul>
    {{/hasAdvice}}
    <h2>What is proved</h2>
    <p>The answers are exact. Two independent programs verify their certificates:</p>
    <pre>{{certificates}}
    verify-cli recheck certificates/*.json
    Scripts/recheck.py certificates/*.json</pre>
    <p>Shares of resamples and costs are estimates in floating point.</p>
    <details><summary>The mathematics behind the answer</summary>
    <pre>{{mathematics}}</pre>
    </details>
    </main>
    </body>
    </html>
    """
}
