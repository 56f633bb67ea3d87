/** The look of the page: tokens of the console, light and dark as the reader's device says. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --bg: #f6f6f3; --surface: #fff; --hover: #f1f1ed; --line: #e5e4df; --border: #cfcec7;
  --text: #1b1c1a; --muted: #595954; --due: #855400; --link: #1f46ae; --focus: #2450c4;
  --ok: #19743f; --shadow: 0 1px 2px rgb(27 28 26 / 6%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #111211; --surface: #1a1b1a; --hover: #222322; --line: #2c2d2b; --border: #42433f;
    --text: #edede9; --muted: #b0b0a9; --due: #e6b450; --link: #a3bcff; --focus: #7fa2ff;
    --ok: #6cc990; --shadow: none;
  }
}
* { box-sizing: border-box; margin: 0; padding: 0; }
html { -webkit-text-size-adjust: 100%; }
body {
  min-height: 100vh; display: flex; flex-direction: column; background: var(--bg); color: var(--text);
  font: 15px/20px Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 7px; }
.column { width: 100%; max-width: 30rem; margin: 0 auto; padding: 0 16px; }
header .column { display: flex; align-items: center; gap: 8px; padding-top: 12px; padding-bottom: 12px; }
.mark {
  flex: none; width: 32px; height: 32px; border-radius: 8px; display: grid; place-items: center;
  background: var(--text); color: var(--bg); font-weight: 600; font-size: 14px;
}
.company { font-weight: 600; overflow-wrap: anywhere; }
.languages { margin-left: auto; position: relative; color: var(--muted); font-size: 13px; }
.languages summary { cursor: pointer; list-style: none; padding: 12px 4px; display: flex; align-items: center; gap: 4px; }
.languages summary::-webkit-details-marker { display: none; }
.languages ul {
  position: absolute; right: 0; z-index: 1; list-style: none; min-width: 9rem; padding: 4px;
  background: var(--surface); border: 1px solid var(--line); border-radius: 10px;
  box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
}
.languages a { display: block; padding: 12px; border-radius: 7px; color: var(--text); text-decoration: none; }
.languages a:hover, .languages a[aria-current] { background: var(--hover); }
main { flex: 1; padding: 12px 0 24px; }
h1 { font-size: 15px; line-height: 20px; font-weight: 400; color: var(--muted); padding: 0 4px; overflow-wrap: anywhere; }
h1.alone { font-size: 20px; line-height: 26px; font-weight: 600; color: var(--text); }
.figure { font-size: clamp(26px, 10vw, 42px); line-height: 1.2; font-weight: 650; letter-spacing: -0.03em; padding: 0 4px; overflow-wrap: anywhere; }
.summary, .plain { color: var(--muted); font-size: 14px; padding: 0 4px; }
.plain { margin-top: 8px; }
h2 { font-size: 14px; line-height: 20px; font-weight: 600; }
.card {
  margin-top: 16px; padding: 4px 16px; background: var(--surface); border: 1px solid var(--line);
  border-radius: 14px; box-shadow: var(--shadow);
}
.card > h2 { padding: 12px 0 4px; }
.rows { list-style: none; }
.rows li { display: flex; justify-content: space-between; align-items: center; gap: 16px; padding: 12px 0; }
.rows li + li, dl div + div { border-top: 1px solid var(--line); }
.rows .what { min-width: 0; overflow-wrap: anywhere; }
.rows .money { flex: none; font-weight: 500; }
.rows small { display: block; font-size: 13px; line-height: 18px; color: var(--muted); }
.rows .due { color: var(--due); }
.quiet { margin-top: 14px; padding: 0 4px; color: var(--muted); font-size: 14px; }
.quiet h2 { display: flex; align-items: center; gap: 8px; color: var(--muted); font-weight: 500; font-size: 14px; }
.quiet ul { list-style: none; padding-left: 24px; }
.quiet li { display: flex; justify-content: space-between; gap: 16px; padding: 3px 0; }
.quiet li span:first-child { min-width: 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; column-gap: 16px; }
dl div { grid-column: 1 / -1; display: grid; grid-template-columns: subgrid; align-items: center; min-height: 46px; }
dt { color: var(--muted); font-size: 13px; line-height: 18px; }
dd { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-width: 0; overflow-wrap: anywhere; }
dd span { min-width: 0; }
.note { padding: 8px 0 12px; border-top: 1px solid var(--line); color: var(--muted); white-space: pre-line; overflow-wrap: anywhere; }
.note:first-of-type:last-child { border-top: 0; }
.foot { display: flex; gap: 8px; margin-top: 16px; padding: 0 4px; color: var(--muted); font-size: 13px; line-height: 18px; }
.foot svg, .quiet svg { flex: none; margin-top: 1px; }
.done { color: var(--ok); display: flex; align-items: center; gap: 8px; margin-top: 12px; padding: 0 4px; font-weight: 500; }
svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
button { font: inherit; color: inherit; background: none; border: 0; cursor: pointer; }
/* Copying needs the script; without it nothing stands there that does nothing. */
.copy, .bar.copying { display: none; }
.script .copy { display: grid; place-items: center; width: 44px; height: 44px; flex: none; margin: -4px -12px -4px 0; color: var(--muted); border-radius: 7px; }
.copy:hover { background: var(--hover); color: var(--text); }
.copied { color: var(--ok) !important; }
.bar { position: sticky; bottom: 0; background: var(--surface); border-top: 1px solid var(--line); padding: 12px 0; }
.bar, .script .bar.copying { display: block; }
.primary {
  display: flex; align-items: center; justify-content: center; gap: 8px; width: 100%; min-height: 50px; padding: 8px 16px;
  border-radius: 12px; background: var(--text); color: var(--bg); font-size: 16px; font-weight: 600; text-decoration: none;
}
.primary.copied { color: var(--bg) !important; }
[role="status"] { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (min-width: 40rem) {
  main { flex: none; padding-bottom: 16px; }
  dl div { min-height: 38px; }
  .rows li { padding: 8px 0; }
  .bar { position: static; background: none; border: 0; padding: 0 0 32px; }
}
@media (forced-colors: active) { .primary, .mark { border: 1px solid; } }
`;
