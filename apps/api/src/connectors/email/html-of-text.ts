/** A web address up to what closes a sentence or a bracket around it. */
const LINK = /https?:\/\/[\p{L}\p{N}[][^\s<>"]*/gu;

/** The HTML of a plain text: paragraphs, line breaks and links, everything else escaped. */
export function htmlOfText(text: string, language: string): string {
  const paragraphs = text
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => `<p>${withLinks(paragraph).replaceAll('\n', '<br>\n')}</p>`);
  return [
    `<!doctype html>`,
    `<html lang="${escapeHtml(language)}">`,
    `<head><meta charset="utf-8"></head>`,
    `<body style="font-family: sans-serif; font-size: 15px; line-height: 1.5;">`,
    ...paragraphs,
    `</body>`,
    `</html>`,
  ].join('\n');
}

function withLinks(text: string): string {
  let html = '';
  let done = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const link = withoutTrail(found);
    html += `${escapeHtml(text.slice(done, index))}<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`;
    done = index + link.length;
  }
  return html + escapeHtml(text.slice(done));
}

/** The full stop behind an address ends the sentence; a bracket belongs to it only if it was opened in it. */
function withoutTrail(found: string): string {
  const trail = `.,;:!?'’”»${found.includes('(') ? '' : ')'}${found.includes('[') ? '' : ']'}`;
  let end = found.length;
  while (trail.includes(found.charAt(end - 1))) end -= 1;
  return found.slice(0, end);
}

const ESCAPES: readonly (readonly [string, string])[] = [
  // First, since the others bring it in.
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
];

const escapeHtml = (text: string): string =>
  ESCAPES.reduce((escaped, [character, entity]) => escaped.replaceAll(character, entity), text);
