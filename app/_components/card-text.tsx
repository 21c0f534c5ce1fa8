import type { MarkedToken, Token, Tokens } from 'marked';
import { createElement, type ReactNode } from 'react';
import styles from './card-text.module.css';

export interface CardTextProps {
  readonly blocks: readonly Token[];
  /** Addresses of the pictures that may be shown, by their names in the text. */
  readonly pictureUrls: Readonly<Record<string, string>>;
}

/** Markdown as React's own elements. Nothing in it becomes markup: HTML in a card is shown as the text that it is. */
export function CardText({ blocks, pictureUrls }: CardTextProps) {
  return (
    <>
      {(blocks as readonly MarkedToken[]).map((token, index) => (
        <Block key={index} token={token} id={headingId(index)} pictureUrls={pictureUrls} />
      ))}
    </>
  );
}

/** Of a block at the top level. */
export function headingId(index: number): string {
  return `card-${index}`;
}

interface TokenProps {
  readonly token: MarkedToken;
  readonly id?: string;
  readonly pictureUrls: CardTextProps['pictureUrls'];
}

function Block({ token, id, pictureUrls }: TokenProps): ReactNode {
  const inline = (tokens: readonly Token[] | undefined) => (
    <Inline tokens={tokens ?? []} pictureUrls={pictureUrls} />
  );
  const below = (tokens: readonly Token[]) => <Blocks tokens={tokens} pictureUrls={pictureUrls} />;
  switch (token.type) {
    case 'heading':
      // The page's own title is the first level.
      return createElement(`h${Math.min(token.depth + 1, 6)}`, { id }, inline(token.tokens));
    case 'paragraph':
      return <p>{inline(token.tokens)}</p>;
    case 'list': {
      const items = token.items.map((item, index) => <li key={index}>{below(item.tokens)}</li>);
      return token.ordered ? <ol start={token.start === '' ? 1 : token.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <Table table={token} pictureUrls={pictureUrls} />;
    case 'blockquote':
      return <blockquote>{below(token.tokens)}</blockquote>;
    case 'code':
      return <pre tabIndex={0}>{token.text}</pre>;
    case 'html':
      return isComment(token.text) ? null : <p>{token.text}</p>;
    case 'hr':
      return <hr />;
    case 'list_item':
      return below(token.tokens);
    case 'space':
    case 'def':
      return null;
    case 'text':
    case 'escape':
    case 'strong':
    case 'em':
    case 'del':
    case 'codespan':
    case 'br':
    case 'link':
    case 'image':
    case 'checkbox':
      return <Span token={token} pictureUrls={pictureUrls} />;
  }
}

function Blocks({
  tokens,
  pictureUrls,
}: {
  readonly tokens: readonly Token[];
  readonly pictureUrls: CardTextProps['pictureUrls'];
}) {
  return (tokens as readonly MarkedToken[]).map((token, index) => (
    <Block key={index} token={token} pictureUrls={pictureUrls} />
  ));
}

function Inline({
  tokens,
  pictureUrls,
}: {
  readonly tokens: readonly Token[];
  readonly pictureUrls: CardTextProps['pictureUrls'];
}): ReactNode {
  return (tokens as readonly MarkedToken[]).map((token, index) => (
    <Span key={index} token={token} pictureUrls={pictureUrls} />
  ));
}

function Span({ token, pictureUrls }: TokenProps): ReactNode {
  const inline = (tokens: readonly Token[]) => <Inline tokens={tokens} pictureUrls={pictureUrls} />;
  switch (token.type) {
    case 'strong':
      return <strong>{inline(token.tokens)}</strong>;
    case 'em':
      return <em>{inline(token.tokens)}</em>;
    case 'del':
      return <del>{inline(token.tokens)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <CardLink href={token.href}>{inline(token.tokens)}</CardLink>;
    case 'image':
      return <Picture alt={token.text} url={ownValue(pictureUrls, token.href)} />;
    case 'html':
      return isComment(token.text) ? null : token.text;
    case 'text':
      return token.tokens === undefined ? token.text : inline(token.tokens);
    case 'escape':
      return token.text;
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ ';
    case 'heading':
    case 'paragraph':
    case 'list':
    case 'list_item':
    case 'table':
    case 'blockquote':
    case 'code':
    case 'hr':
    case 'space':
    case 'def':
      // A block never stands within a line.
      return null;
  }
}

/** Anything but the web's own addresses stays words: `javascript:` among them, and files that only the package has. */
function CardLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  if (!/^https?:\/\//i.test(href)) return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** A picture that the package lacks, or that lies elsewhere, is told by its words. */
function Picture({ alt, url }: { readonly alt: string; readonly url: string | undefined }) {
  if (url === undefined) return <em>{alt}</em>;
  return (
    <span className={styles.plot} tabIndex={0} role="group" aria-label={alt}>
      <img src={url} alt={alt} loading="lazy" />
    </span>
  );
}

function Table({
  table,
  pictureUrls,
}: {
  readonly table: Tokens.Table;
  readonly pictureUrls: CardTextProps['pictureUrls'];
}) {
  const cell = ({ tokens }: Tokens.TableCell) => <Inline tokens={tokens} pictureUrls={pictureUrls} />;
  return (
    <div
      className={styles.scroll}
      tabIndex={0}
      role="group"
      aria-label={table.header.map(({ text }) => text).join(', ')}
    >
      <table>
        <thead>
          <tr>
            {table.header.map((each, index) => (
              <th key={index} scope="col">
                {cell(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([first, ...rest], index) => (
            <tr key={index}>
              {first !== undefined && <th scope="row">{cell(first)}</th>}
              {rest.map((each, column) => (
                <td key={column}>{cell(each)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isComment(html: string): boolean {
  return /^\s*<!--[^]*-->\s*$/.test(html);
}

function ownValue(values: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
