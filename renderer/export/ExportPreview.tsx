import type { ExportPreview } from '#core/contract/export.ts';
import { describeLoss } from '#core/exchange/content/losses.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Check } from '../controls/fields/Check.tsx';
import { countedInWords, returnedInWords, undecidedInWords } from '../model/forms/export-form.ts';
import type { ChoicesProps } from './ExportChoices.tsx';

interface PreviewProps {
  readonly preview: ExportPreview;
}

/** What the choice of whose tags means: what is undecided, contested, returned or left out. */
export function Consequences({ preview, form, onChange }: PreviewProps & ChoicesProps) {
  const { undecided, contested, returned, leftOut } = preview;
  return (
    <>
      {undecided.count > 0 ? (
        <section aria-label="Undecided">
          <NamedItems items={undecided} words={undecidedInWords(undecided.count)} />
          <Check
            isChecked={form.unresolved}
            onChange={(unresolved) => {
              onChange({ unresolved });
            }}
          >
            Include them, marked as unresolved
            <span className="hint"> — else they are left out</span>
          </Check>
        </section>
      ) : null}
      {contested.count > 0 ? (
        <section aria-label="Contested">
          <NamedItems items={contested} words={countedInWords(contested.count)} />
        </section>
      ) : null}
      {returned ? <p>{returnedInWords(returned)}</p> : null}
      {leftOut > 0 ? (
        <p className="notice-line">
          {countOf(leftOut, 'tag')} left out, because they do not fit their article’s text. They
          stay in this library.
        </p>
      ) : null}
    </>
  );
}

/** Names differences, some of them, under how many there are. */
function NamedItems({
  items: { count, first },
  words,
}: {
  readonly items: ExportPreview['undecided'];
  readonly words: string;
}) {
  return (
    <details>
      <summary>{words}</summary>
      <ul>
        {first.map(({ articleId, title, kind, words: marked }, index) => (
          <li key={`${articleId} ${index}`}>
            “<bdi>{showHidden(marked)}</bdi>” ({kind.replace('-', ' ')}) in{' '}
            <bdi>{showHidden(title)}</bdi>
          </li>
        ))}
        {count > first.length ? <li>and {count - first.length} more</li> : null}
      </ul>
    </details>
  );
}

/** What the format cannot hold of what is chosen. */
export function Losses({ preview: { losses } }: PreviewProps) {
  if (losses.length === 0) return null;
  return (
    <section aria-label="What this format cannot hold" className="notice-line">
      <h3 className="field-label">What this format cannot hold</h3>
      <ul className="export-losses">
        {losses.map((loss) => (
          <li key={describeLoss(loss)}>{describeLoss(loss)}</li>
        ))}
      </ul>
      <p className="hint">All of it stays in this library.</p>
    </section>
  );
}

/** The files of a format that makes several. */
export function NewFolder({ folder }: { readonly folder: NonNullable<ExportPreview['folder']> }) {
  const { count, first } = folder;
  return (
    <section aria-label="Files">
      <h3 className="field-label">{countOf(count, 'file')} in a new folder</h3>
      <ul className="export-files">
        {first.map((name) => (
          <li key={name}>
            <bdi>{showHidden(name)}</bdi>
          </li>
        ))}
        {count > first.length ? <li className="hint">and {count - first.length} more</li> : null}
      </ul>
    </section>
  );
}

/** The first tag in words. */
function FirstTag({ tag }: { readonly tag: NonNullable<ExportPreview['first']> }) {
  const { title, paragraph, category, words, fields } = tag;
  return (
    <section aria-label="First tag">
      <h3 className="field-label">First tag</h3>
      <p className="export-words">
        <bdi className="article-words">{showHidden(words)}</bdi>
      </p>
      <dl className="export-fields">
        <dt>Category</dt>
        <dd>
          <bdi>{showHidden(category)}</bdi>
        </dd>
        {fields.map(([name, value]) => (
          <FieldLine key={name} name={name} value={value} />
        ))}
        <dt>Where</dt>
        <dd>
          ¶{paragraph} of <bdi>{showHidden(title)}</bdi>
        </dd>
      </dl>
    </section>
  );
}

function FieldLine({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>
        <bdi>{showHidden(name)}</bdi>
      </dt>
      <dd>
        <bdi>{showHidden(value)}</bdi>
      </dd>
    </>
  );
}

/** The first record as it will stand in the file; its place is kept until it is known. */
export function FirstRecord({ preview }: { readonly preview: ExportPreview | null }) {
  if (preview?.isEmpty) {
    return (
      <p className="notice-line">
        This format has nothing to hold of what is chosen, so there is no file to write. Choose
        something else, or another format.
      </p>
    );
  }
  return (
    <>
      {preview?.first ? <FirstTag tag={preview.first} /> : null}
      <details className="export-record">
        <summary>How the first record stands in the file</summary>
        <pre className="export-preview" role="region" tabIndex={0} aria-label="First record">
          {preview ? showHidden(preview.sample) : ' '}
        </pre>
      </details>
    </>
  );
}
