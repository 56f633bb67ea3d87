import { html, type Html } from './html.js';
import { SCRIPT, STYLE } from './page-assets.js';
import { LANGUAGES, type PageLanguage } from './words/languages.js';

export interface Frame {
  language: PageLanguage;
  /** null: nothing of a workspace may show. */
  company: string | null;
  /** Only where there is something to switch. */
  mayChooseLanguage: boolean;
}

/** What stands around every page: the company, the choice of a language, style and script from this server only. */
export function pageFrame({ language, company, mayChooseLanguage }: Frame, content: Html): string {
  const words = LANGUAGES[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${company === null ? words.title : `${words.title} · ${company}`}</title>
        <link rel="stylesheet" href="/pay/assets/${STYLE.file}" />
        <script src="/pay/assets/${SCRIPT.file}" defer></script>
      </head>
      <body>
        ${
          company === null
            ? null
            : html`<header>
                <div class="column">
                  <span class="mark" aria-hidden="true">${/^./u.exec(company)?.[0].toUpperCase() ?? ''}</span>
                  <span class="company">${company}</span>
                  ${mayChooseLanguage ? languageChoice(language) : null}
                </div>
              </header>`
        }
        ${content}
        <div role="status" data-copied="${words.copied}"></div>
      </body>
    </html> `.markup;
}

function languageChoice(current: PageLanguage): Html {
  const links = Object.entries(LANGUAGES).map(
    ([code, { name }]) =>
      html`<li>
        <a
          href="?lang=${code}"
          lang="${code}"
          hreflang="${code}"
          ${code === current ? html` aria-current="true"` : null}
          >${name}</a
        >
      </li>`,
  );
  const { name, language } = LANGUAGES[current];
  return html`<details class="languages">
    <summary aria-label="${language}: ${name}">
      ${name} <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m4 6 4 4 4-4" /></svg>
    </summary>
    <ul>
      ${links}
    </ul>
  </details>`;
}
