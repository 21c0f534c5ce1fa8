/** The hospital's own look, bordeaux on warm grey: nobody may take it for the app. */
export const STYLE = `
:root { --ink: #2b2523; --soft: #6d625d; --paper: #f6f3f0; --card: #fff; --line: #ddd5cf; --accent: #7a1f35; --accent-ink: #fff; --amber: #8a5a00; --amber-paper: #fdf1d8; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--paper); }
.not-real { margin: 0; padding: 4px 20px; font-size: 13px; background: #2b2523; color: #f3e9e2; }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; padding: 10px 20px; background: var(--accent); color: var(--accent-ink); }
.top a { color: inherit; text-decoration: none; }
.top nav a { margin-right: 16px; }
.top a:hover { text-decoration: underline; }
.brand { font-weight: 650; font-size: 17px; }
.who { margin-left: auto; display: flex; gap: 12px; align-items: center; }
main { max-width: 1180px; margin: 0 auto; padding: 20px; }
.login { max-width: 420px; margin: 24px auto; }
h1 { font-size: 22px; margin: 0 0 14px; font-weight: 620; }
h2 { font-size: 17px; margin: 0 0 10px; font-weight: 620; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 16px; margin: 0 0 16px; }
.banner { display: flex; flex-wrap: wrap; gap: 4px 28px; align-items: baseline; border-left: 5px solid var(--accent); }
.banner h1 { margin: 0; }
.banner dl { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 0; }
.banner dt { display: inline; color: var(--soft); }
.banner dd { display: inline; margin: 0 0 0 6px; font-weight: 560; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
.button, button { display: inline-block; font: inherit; padding: 8px 14px; min-height: 38px; border-radius: 5px; border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink); text-decoration: none; cursor: pointer; }
.button.second, button.second { background: transparent; color: var(--accent); }
button.quiet { background: transparent; border-color: rgb(255 255 255 / 50%); padding: 3px 10px; min-height: 30px; }
.button:hover, button:hover { filter: brightness(1.12); }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid #d98a2b; outline-offset: 2px; }
main a:not(.button) { color: var(--accent); }
.scroll { overflow-x: auto; }
.scroll + .scroll { margin-top: 18px; }
th:empty { padding: 0; }
h1.mono { font-size: 20px; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); font-size: 13px; padding-bottom: 6px; }
th, td { text-align: left; padding: 7px 12px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; font-size: 13px; color: var(--soft); white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
.mono, pre { font: 13px/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
.uid { overflow-wrap: anywhere; min-width: 16em; display: inline-block; max-width: 26em; }
pre { overflow-x: auto; margin: 0; padding: 12px; background: var(--paper); border-radius: 5px; }
.soft { color: var(--soft); }
.mark { display: inline-block; padding: 1px 8px; border-radius: 10px; font-size: 13px; background: #e9e3de; white-space: nowrap; }
.mark.preliminary { background: var(--amber-paper); color: var(--amber); font-weight: 600; }
.mark.refused { background: #f7dede; color: #7a1010; font-weight: 600; }
.note { color: var(--soft); margin: 8px 0 0; }
.error { color: #7a1010; font-weight: 560; }
label { display: block; margin: 0 0 12px; font-weight: 560; }
input { display: block; width: 100%; font: inherit; padding: 8px 10px; margin-top: 4px; border: 1px solid #b9aea7; border-radius: 5px; background: #fff; }
iframe { display: block; width: 100%; height: min(900px, 82vh); border: 1px solid var(--line); border-radius: 6px; background: #fff; }
@media (max-width: 600px) { main { padding: 12px; } .top { padding: 10px 12px; } .not-real { padding: 4px 12px; } section { padding: 12px; } .who { margin-left: 0; } }
`;
