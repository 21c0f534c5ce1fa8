/** What a card's Markdown becomes in the page, a hostile card's too. */
import { lexer } from 'marked';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { CardText } from '../../../app/_components/card-text.tsx';

const PICTURES = { 'roc.svg': '/api/launches/l/models/m/1.0.0/pictures/roc.svg' };

function show(markdown: string): string {
  return renderToStaticMarkup(
    createElement(CardText, { blocks: lexer(markdown), pictureUrls: PICTURES }),
  ).replaceAll(/ class="[^"]*"/g, '');
}

describe('a card', () => {
  test('is shown with its headings one level below the page’s title', () => {
    expect(show('# Model\n\n## Limits')).toMatch(
      /^<h2 id="card-\d">Model<\/h2><h3 id="card-\d">Limits<\/h3>$/,
    );
  });

  test('keeps its tables, lists, emphasis and code', () => {
    const text = show('| Finding | AUC |\n|---|---|\n| mass | **0.8** |\n\n1. one\n2. `two`\n   - *three*\n');
    expect(text).toContain('<th scope="row">mass</th><td><strong>0.8</strong></td>');
    expect(text).toContain('<ol start="1"><li>one</li><li><code>two</code>');
    expect(text).toContain('<ul><li><em>three</em></li></ul>');
  });

  test('shows a picture of the package from the launch’s own address', () => {
    expect(show('![ROC](roc.svg)')).toContain(`<img src="${PICTURES['roc.svg']}" alt="ROC" loading="lazy"/>`);
  });

  test('links to the web in a page of its own, which learns nothing of this one', () => {
    expect(show('[data](https://example.org/a)')).toBe(
      '<p><a href="https://example.org/a" target="_blank" rel="noopener noreferrer">data</a></p>',
    );
  });
});

describe('a hostile card', () => {
  test.each([
    '<script>alert(1)</script>',
    'before <script>alert(1)</script> after',
    '<img src=x onerror=alert(1)>',
    '<div onclick="alert(1)">\n\n**b**\n\n</div>',
    '<svg><animate onbegin=alert(1)></svg>',
    '# <iframe src="https://example.org"></iframe>',
    '| <object data=x> |\n|---|\n| <style>*{display:none}</style> |',
    '`<script>alert(1)</script>`',
    '```\n<script>alert(1)</script>\n```',
  ])('has its HTML shown as text: %s', (markdown) => {
    expect(show(markdown)).not.toMatch(/<(script|img|div onclick|svg|animate|iframe|object|style)/i);
    expect(show(markdown)).toContain('&lt;');
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#115;cript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.org',
    'figures.json',
  ])('gets no link to %s', (address) => {
    for (const markdown of [`[here](${address})`, `[here](<${address}>)`, `<${address}>`])
      expect(show(markdown)).not.toMatch(/<a|href/);
  });

  test.each(['https://example.org/pixel.svg', '//example.org/x.png', 'data:image/svg+xml,x', 'toString'])(
    'gets no picture from %s, only its words',
    (address) => {
      expect(show(`![words](${address})`)).toBe('<p><em>words</em></p>');
    },
  );
});
