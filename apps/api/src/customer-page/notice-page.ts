import { html } from './html.js';
import { pageFrame } from './page-frame.js';
import { LANGUAGES, type PageLanguage } from './words/languages.js';

/** A page that tells nothing of anybody: the same for whatever kind of link opens nothing. */
export function noticePage(notice: 'gone' | 'busy', language: PageLanguage): string {
  const { title, text } = LANGUAGES[language][notice];
  const content = html`<main>
    <div class="column">
      <h1 class="alone">${title}</h1>
      <p class="plain">${text}</p>
    </div>
  </main>`;
  return pageFrame({ language, company: null, mayChooseLanguage: false }, content);
}
