import { useId } from 'react';

import { describeDateProblem, readPublished } from '#core/article/published-date.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { Detail, DetailName } from '#core/sources/reading.ts';

import { Field } from '../../controls/fields/Field.tsx';
import { TextInput } from '../../controls/fields/TextInput.tsx';
import type { ArticleItem, ImportChoice, ImportForm } from '../../model/forms/import-form.ts';
import { detailInWords } from '../../model/forms/reading-form.ts';

const FIELDS = [
  { name: 'title', label: 'Title', limit: 1000 },
  { name: 'outlet', label: 'Outlet', limit: 1000 },
  { name: 'author', label: 'Author', limit: 1000 },
  { name: 'published', label: 'Date', limit: 100 },
  { name: 'url', label: 'Address (URL)', limit: 4000 },
] as const;

/** What is read and kept with the article, and is no field of its own. */
const FACTS: readonly (readonly [DetailName, string])[] = [
  ['modified', 'Changed'],
  ['language', 'Language'],
];

interface DetailsProps {
  readonly item: ArticleItem;
  readonly choice: ImportChoice;
  /** What is written for all articles: it stands where nothing is written for one. */
  readonly shared: Pick<ImportForm, 'outlet' | 'published'>;
  readonly onChange: (patch: Partial<ImportChoice>) => void;
}

/** What is known of an article beside its text, each with where it was read. */
export function ReadingDetails({ item, choice, shared, onChange }: DetailsProps) {
  const read = item.reading?.details ?? {};
  const facts = FACTS.flatMap(([name, label]) => {
    const detail = read[name];
    return detail ? [{ name, label, detail }] : [];
  });
  return (
    <div className="import-reading-details">
      {FIELDS.map(({ name, label, limit }) => (
        <DetailField
          key={name}
          {...{ name, label, limit }}
          value={choice[name]}
          read={read[name]}
          placeholder={(name === 'outlet' || name === 'published' ? shared[name] : '') || 'Unknown'}
          onChange={(value) => {
            onChange({ [name]: value });
          }}
        />
      ))}
      {facts.length === 0 ? null : (
        <p className="hint import-reading-facts">
          {facts.map(({ name, label, detail }) => (
            <span key={name}>
              {label}: <bdi>{showHidden(detail.value)}</bdi> ({showHidden(detail.from)}){' '}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

interface FieldProps {
  readonly name: DetailName;
  readonly label: string;
  readonly limit: number;
  readonly value: string;
  readonly read: Detail | undefined;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
}

function DetailField({ name, label, limit, value, read, placeholder, onChange }: FieldProps) {
  const wordsId = useId();
  const date = name === 'published' && value.trim() !== '' ? readPublished(value) : null;
  const isWrong = date?.ok === false;
  const words = isWrong ? describeDateProblem(date.error) : detailInWords(read, value);
  return (
    <div className={`import-reading-detail is-${name}`}>
      <Field label={label}>
        {(id) => (
          <TextInput
            id={id}
            limit={limit}
            dir="auto"
            placeholder={placeholder}
            value={value}
            aria-invalid={isWrong}
            aria-describedby={wordsId}
            onChange={onChange}
          />
        )}
      </Field>
      <p
        id={wordsId}
        role={isWrong ? 'alert' : undefined}
        className={isWrong ? 'problem import-reading-from' : 'hint import-reading-from'}
        title={words}
      >
        <bdi>{showHidden(words)}</bdi>
      </p>
    </div>
  );
}
