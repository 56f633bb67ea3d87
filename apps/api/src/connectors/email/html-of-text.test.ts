import { describe, expect, it } from '@jest/globals';
import { htmlOfText } from './html-of-text.js';

const bodyOf = (text: string): string =>
  /<body[^>]*>\n([^]*)\n<\/body>/.exec(htmlOfText(text, 'en'))?.[1] ?? '';

describe('htmlOfText', () => {
  it.each([
    ['paragraphs', 'One\n\nTwo\n \n\nThree', '<p>One</p>\n<p>Two</p>\n<p>Three</p>'],
    ['line breaks', 'One\nTwo', '<p>One<br>\nTwo</p>'],
    [
      'everything that is markup',
      `<script>alert("&amp;'")</script>`,
      '<p>&lt;script&gt;alert(&quot;&amp;amp;&#39;&quot;)&lt;/script&gt;</p>',
    ],
    [
      'links',
      'Pay at https://pay.example/i?a=1&b=2.',
      '<p>Pay at <a href="https://pay.example/i?a=1&amp;b=2">https://pay.example/i?a=1&amp;b=2</a>.</p>',
    ],
    [
      'a link in brackets',
      '(see http://pay.example/x)',
      '<p>(see <a href="http://pay.example/x">http://pay.example/x</a>)</p>',
    ],
    [
      'a link with brackets',
      'https://pay.example/(x)',
      '<p><a href="https://pay.example/(x)">https://pay.example/(x)</a></p>',
    ],
    [
      'a link that tries to leave its attribute',
      'https://pay.example/"onclick="x',
      '<p><a href="https://pay.example/">https://pay.example/</a>&quot;onclick=&quot;x</p>',
    ],
    ['no link', 'https:// and javascript:alert(1)', '<p>https:// and javascript:alert(1)</p>'],
  ])('writes %s', (_, text, html) => {
    expect(bodyOf(text)).toBe(html);
  });

  it('says the language', () => {
    expect(htmlOfText('Hallo', 'de"')).toContain('<html lang="de&quot;">');
  });

  it('takes no longer for a long row of dots', () => {
    expect(bodyOf(`https://pay.example/${'.'.repeat(100_000)}`)).toContain('<a href="https://pay.example/">');
  });
});
