import { Fragment, type JSX } from 'preact';
import type { Block, Guide, Inline, InlinePiece } from './guide.ts';

export interface GuideViewProps {
  readonly guide: Guide;
  readonly onLink: (id: string) => void;
}

/** Draws a page of the documentation, element by element: no HTML of it is ever read. */
export function GuideView({ guide, onLink }: GuideViewProps): JSX.Element {
  return (
    <>
      {guide.map((block, index) => (
        <BlockView key={index} block={block} onLink={onLink} />
      ))}
    </>
  );
}

interface BlockProps extends Pick<GuideViewProps, 'onLink'> {
  readonly block: Block;
}

function BlockView({ block, onLink }: BlockProps): JSX.Element {
  const words = (text: Inline): JSX.Element => <InlineView text={text} onLink={onLink} />;
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as 'h1' | 'h2' | 'h3';
      return (
        <Heading id={block.id} tabIndex={-1}>
          {words(block.text)}
        </Heading>
      );
    }
    case 'paragraph':
      return <p>{words(block.text)}</p>;
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.entries.map((entry, index) => (
            <li key={index}>
              <GuideView guide={entry} onLink={onLink} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return <TableView head={block.head} rows={block.rows} onLink={onLink} />;
  }
}

interface TableProps extends Pick<GuideViewProps, 'onLink'> {
  readonly head: readonly Inline[];
  readonly rows: readonly (readonly Inline[])[];
}

function TableView({ head, rows, onLink }: TableProps): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, index) => (
            <th key={index} scope="col">
              <InlineView text={cell} onLink={onLink} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column}>
                <InlineView text={cell} onLink={onLink} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface InlineProps extends Pick<GuideViewProps, 'onLink'> {
  readonly text: Inline;
}

function InlineView({ text, onLink }: InlineProps): JSX.Element {
  return (
    <>
      {text.map((piece, index) => (
        <Fragment key={index}>{pieceOf(piece, onLink)}</Fragment>
      ))}
    </>
  );
}

function pieceOf(piece: InlinePiece, onLink: (id: string) => void): JSX.Element | string {
  if (typeof piece === 'string') return piece;
  switch (piece.kind) {
    case 'code':
      return <code>{piece.text}</code>;
    case 'strong':
      return (
        <strong>
          <InlineView text={piece.text} onLink={onLink} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <InlineView text={piece.text} onLink={onLink} />
        </em>
      );
    case 'link':
      return (
        <button type="button" class="handbook-link" onClick={() => onLink(piece.to)}>
          <InlineView text={piece.text} onLink={onLink} />
        </button>
      );
  }
}
