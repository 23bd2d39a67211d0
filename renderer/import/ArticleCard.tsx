import { useState } from 'react';

import { showHidden } from '#core/guards/labels.ts';

import { Check } from '../controls/fields/Check.tsx';
import { DateRow } from '../controls/fields/DateRow.tsx';
import { FieldRow } from '../controls/fields/Field.tsx';
import { TextInput } from '../controls/fields/TextInput.tsx';
import { listWith, type ArticleItem, type ImportForm } from '../model/forms/import-form.ts';
import { Encoding } from './reading/Encoding.tsx';
import { ImportCard, type CardProps } from './tags/ImportCard.tsx';

type ArticleProps = CardProps<ArticleItem>;

/** What is written for all articles together: it stands where nothing is written for one. */
type Shared = Pick<ImportForm, 'outlet' | 'published'>;

/** A file with the text of an article, and what is known of it. */
export function ArticleCard({
  item,
  choice,
  onChange,
  isShort,
  shared,
  onEncoding,
}: ArticleProps & {
  /** Only what cannot be missed is shown before somebody opens the rest. */
  readonly isShort: boolean;
  readonly shared: Shared;
  readonly onEncoding: (encoding: string) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const isWhole = !isShort || isOpen;
  const isUnsure = item.certainty.type !== 'certain';
  return (
    <ImportCard
      item={item}
      choice={choice}
      onChange={onChange}
      kind={`${item.length.toLocaleString('en')} characters`}
      isShort={!isWhole}
    >
      {isShort ? (
        <div className="import-short">
          <span className="grow clip hint" title={showHidden(choice.title)}>
            <bdi>{showHidden(choice.title)}</bdi>
          </span>
          {item.duplicateOf || isOpen ? null : (
            <ShortDetails item={item} choice={choice} shared={shared} onChange={onChange} />
          )}
          <button
            type="button"
            className="link"
            aria-expanded={isOpen}
            aria-label={`Details of ${item.name}`}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {isOpen ? 'Less' : 'Details'}
          </button>
        </div>
      ) : null}
      {item.duplicateOf ? (
        <p className="notice-line">
          Same text as “<bdi>{showHidden(item.duplicateOf.title)}</bdi>”. Importing it adds this
          file’s name to that article and no second copy.
        </p>
      ) : null}
      {isWhole || isUnsure ? <Encoding item={item} onEncoding={onEncoding} /> : null}
      {isWhole || isUnsure ? (
        <pre className="import-preview" tabIndex={0} aria-label="First lines">
          <bdi>{showHidden(item.firstLines)}</bdi>
        </pre>
      ) : null}
      {item.duplicateOf || !isWhole ? null : (
        <Details choice={choice} shared={shared} onChange={onChange} />
      )}
      {item.boilerplate.length > 0 && !item.duplicateOf && isWhole ? (
        <Boilerplate item={item} choice={choice} onChange={onChange} />
      ) : null}
    </ImportCard>
  );
}

const DETAILS = [
  { name: 'title', label: 'Title', placeholder: 'Unknown' },
  { name: 'outlet', label: 'Outlet', placeholder: 'Unknown' },
  { name: 'author', label: 'Author', placeholder: 'Unknown' },
  { name: 'url', label: 'Address (URL)', placeholder: 'Unknown' },
] as const;

/** What most articles need, in one line. */
function ShortDetails({ item, choice, shared, onChange }: ArticleProps & { shared: Shared }) {
  const name = showHidden(item.name);
  return (
    <>
      <TextInput
        aria-label={`Outlet of ${name}`}
        limit={1000}
        placeholder={shared.outlet === '' ? 'Outlet' : shared.outlet}
        value={choice.outlet}
        onChange={(outlet) => {
          onChange({ outlet });
        }}
      />
      <TextInput
        aria-label={`Date of ${name}`}
        limit={100}
        placeholder={shared.published === '' ? 'Date' : shared.published}
        value={choice.published}
        onChange={(published) => {
          onChange({ published });
        }}
      />
    </>
  );
}

function Details({ choice, shared, onChange }: Omit<ArticleProps, 'item'> & { shared: Shared }) {
  return (
    <div className="form-grid">
      {DETAILS.map(({ name, label, placeholder }) => (
        <FieldRow key={name} label={label}>
          {(id) => (
            <TextInput
              placeholder={name === 'outlet' && shared.outlet !== '' ? shared.outlet : placeholder}
              id={id}
              limit={1000}
              value={choice[name]}
              onChange={(value) => {
                onChange({ [name]: value });
              }}
            />
          )}
        </FieldRow>
      ))}
      <DateRow
        label="Date"
        limit={100}
        value={choice.published}
        {...(shared.published !== '' && { placeholder: shared.published })}
        onChange={(published) => {
          onChange({ published });
        }}
      />
    </div>
  );
}

function Boilerplate({ item, choice, onChange }: ArticleProps) {
  return (
    <fieldset className="choices-column">
      <legend>Lines that look like page furniture — marked as boilerplate, never deleted</legend>
      {item.boilerplate.map((each, index) => (
        <Check
          key={each.span.start}
          isChecked={choice.boilerplate.includes(index)}
          onChange={(isChecked) => {
            onChange({ boilerplate: listWith(choice.boilerplate, index, isChecked) });
          }}
        >
          <bdi>{showHidden(each.text)}</bdi>
        </Check>
      ))}
    </fieldset>
  );
}
