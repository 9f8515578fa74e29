import { diffLines } from 'diff';
import './document-diff.css';

interface DocumentDiffProps {
  title: string;
  /** Null if it does not exist yet. */
  before: string | null;
  /** Null if it is removed. */
  after: string | null;
}

/** Two documents line by line: what goes, what comes, what stays. Said in words too, not by colour alone. */
export function DocumentDiff({ title, before, after }: DocumentDiffProps) {
  const lines = diffLines(ending(before), ending(after)).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => ({ text, mark: added ? ('+' as const) : removed ? ('-' as const) : (' ' as const) })),
  );
  const added = lines.filter(({ mark }) => mark === '+').length;
  const removed = lines.filter(({ mark }) => mark === '-').length;
  return (
    <figure className="podpass-diff">
      <figcaption>
        {title}: {before === null ? 'new' : after === null ? 'removed' : changes(added, removed)}
      </figcaption>
      <section
        className="podpass-diff-lines"
        // It may scroll, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={`${title}, line by line`}
      >
        {lines.map(({ text, mark }, index) => (
          // Lines have no identity but their place.
          <div key={index} className={classes[mark]}>
            <span aria-hidden="true">{mark} </span>
            {mark !== ' ' && <span className="podpass-diff-spoken">{mark === '+' ? 'added: ' : 'removed: '}</span>}
            {text}
          </div>
        ))}
      </section>
    </figure>
  );
}

const classes = { '+': 'podpass-diff-added', '-': 'podpass-diff-removed', ' ': undefined } as const;

function changes(added: number, removed: number): string {
  if (added === 0 && removed === 0) return 'no change';
  return `${added} ${added === 1 ? 'line' : 'lines'} added, ${removed} removed`;
}

function ending(text: string | null): string {
  return text === null || text === '' ? '' : `${text.replace(/\n$/, '')}\n`;
}
