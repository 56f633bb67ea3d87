import { describe, expect, it } from '@jest/globals';
import { html } from './html.js';

describe('html', () => {
  it.each([
    ['a text', html`<p>${'<b> & "c" \'d\''}</p>`, '<p>&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</p>'],
    ['markup', html`<p>${html`<b>${'<'}</b>`}</p>`, '<p><b>&lt;</b></p>'],
    ['a list', html`${[html`<i></i>`, '<i>', 1]}`, '<i></i>&lt;i&gt;1'],
    ['nothing', html`a${null}b`, 'ab'],
    ['no values', html`<i></i>`, '<i></i>'],
  ])('puts in %s', (_, made, markup) => {
    expect(made.markup).toBe(markup);
  });
});
