import type { ImportSource } from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { DETAIL_NAMES, type ReadOptions } from '#core/sources/reading.ts';

import { Radio } from '../../controls/fields/Check.tsx';
import { Choice } from '../../controls/fields/Choice.tsx';
import { FieldRow } from '../../controls/fields/Field.tsx';
import type { ArticleItem } from '../../model/forms/import-form.ts';
import { trackedOf } from '../../model/forms/import-rows.ts';
import { CopyList } from './CopyList.tsx';
import { ENCODINGS } from './Encoding.tsx';

interface SourceProps {
  readonly source: ImportSource;
  /** Reads the file in another way. */
  readonly onOptions: (options: ReadOptions) => void;
}

/** How the text reads where changes were tracked: nothing is applied without being asked for. */
export function Tracked({
  source,
  tracked: { insertions, deletions },
  onOptions,
}: SourceProps & {
  readonly tracked: NonNullable<NonNullable<ArticleItem['reading']>['tracked']>;
}) {
  const now = trackedOf(source);
  const radio = (value: typeof now, words: string) => (
    <Radio
      name={`tracked ${source.key}`}
      isChosen={now === value}
      onChoose={() => {
        onOptions({ ...source.options, tracked: value });
      }}
    >
      {words}
    </Radio>
  );
  return (
    <fieldset className="notice-line import-reading-tracked">
      <legend>
        Changes were tracked in this document: {countOf(insertions, 'insertion')} and{' '}
        {countOf(deletions, 'deletion')}. Read it as it is with them
      </legend>
      {radio('accepted', 'accepted: insertions are in, deletions are not')}
      {radio('rejected', 'rejected: as it was before them')}
    </fieldset>
  );
}

/** Readers of files whose bytes are text in some encoding; a document says its own. */
const OF_TEXT: ReadonlySet<string> = new Set(['html', 'mhtml', 'eml', 'table']);

/** The encoding that a file was read with: its own rules decide until another one is chosen. */
export function SourceEncoding({ source, onOptions }: SourceProps) {
  if (!OF_TEXT.has(source.reader.name)) return null;
  return (
    <div className="import-encoding">
      <FieldRow label="Encoding">
        {(id) => (
          <Choice
            id={id}
            value={source.options.encoding ?? ''}
            options={[['', 'As the file says'], ...ENCODINGS]}
            onChange={(encoding) => {
              const { encoding: _, ...others } = source.options;
              onOptions(encoding === '' ? others : { ...others, encoding });
            }}
          />
        )}
      </FieldRow>
    </div>
  );
}

const COLUMN_LABELS: Readonly<Record<'text' | (typeof DETAIL_NAMES)[number], string>> = {
  text: 'Text',
  title: 'Title',
  outlet: 'Outlet',
  author: 'Author',
  published: 'Date',
  modified: 'Changed',
  url: 'Address (URL)',
  language: 'Language',
};

/** Which column of a table is what, with its first rows to see it by. */
export function Columns({
  source,
  columns: { names, taken, sample },
  onOptions,
}: SourceProps & { readonly columns: NonNullable<ImportSource['columns']> }) {
  const options = [
    ['', 'None'] as const,
    ...[...new Set(names)].map((name) => [name, showHidden(name)] as const),
  ];
  return (
    <details className="import-reading-columns" open={taken.text === undefined}>
      <summary>
        Columns of <bdi>{showHidden(source.name)}</bdi>
      </summary>
      <div className="import-reading-column-choices">
        {(['text', ...DETAIL_NAMES] as const).map((name) => (
          <div key={name} className="form-grid">
            <FieldRow label={COLUMN_LABELS[name]}>
              {(id) => (
                <Choice
                  id={id}
                  value={taken[name] ?? ''}
                  options={options}
                  onChange={(column) => {
                    const { [name]: _, ...others } = taken;
                    const chosen = column === '' ? others : { ...others, [name]: column };
                    onOptions({ ...source.options, columns: chosen });
                  }}
                />
              )}
            </FieldRow>
          </div>
        ))}
      </div>
      <div className="import-reading-sample" tabIndex={0} role="region" aria-label="First rows">
        <table>
          <thead>
            <tr>
              {names.map((name, at) => (
                <th key={at} scope="col">
                  <bdi>{showHidden(name)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((row, at) => (
              <tr key={at}>
                {names.map((_, column) => (
                  <td key={column}>
                    <bdi>{showHidden(row[column] ?? '')}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** What stands in a file and became no article, each with its reason. */
export function NoArticles({ leftOut }: Pick<ImportSource, 'leftOut'>) {
  if (leftOut.length === 0) return null;
  return (
    <details>
      <summary>{countOf(leftOut.length, 'part')} of the file without an article</summary>
      <ul className="import-reading-list">
        {leftOut.map(({ place, reason }, index) => (
          <li key={index}>
            <bdi>{showHidden(place)}</bdi>: {showHidden(reason)}
          </li>
        ))}
      </ul>
      <CopyList lines={leftOut.map(({ place, reason }) => `${place}: ${reason}`)} />
    </details>
  );
}

/** Words that the end of a line had cut and that were joined, as they stood and as they are. */
export function Joined({ joined }: Pick<NonNullable<ArticleItem['reading']>, 'joined'>) {
  if (joined.length === 0) return null;
  return (
    <details>
      <summary>
        {countOf(joined.length, 'word')} that the end of a line had cut{' '}
        {joined.length === 1 ? 'was' : 'were'} joined
      </summary>
      <ul className="import-reading-list">
        {joined.map(({ from, to, place }, index) => (
          <li key={index}>
            <bdi>{showHidden(from)}</bdi> → <bdi>{showHidden(to)}</bdi>{' '}
            <span className="hint">{showHidden(place)}</span>
          </li>
        ))}
      </ul>
      <CopyList lines={joined.map(({ from, to, place }) => `${from}\t${to}\t${place}`)} />
    </details>
  );
}
