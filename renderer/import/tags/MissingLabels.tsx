import { LABEL_LIMIT } from '#core/codebook/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Check } from '../../controls/fields/Check.tsx';
import type { AnnotationsItem } from '../../model/forms/import-form.ts';
import { libraryErrorSentence } from '../../model/state/messages.ts';

/** What the codebook lacks, with the offer to add it. */
export function MissingLabels({
  unknown,
  isAdded,
  onChange,
}: {
  readonly unknown: AnnotationsItem['unknown'];
  readonly isAdded: boolean;
  readonly onChange: (isAdded: boolean) => void;
}) {
  const { count, first, unusable, refusal } = unknown;
  return (
    <section aria-label="Not in your codebook" className="notice-line">
      <p>
        {countOf(count, 'label')} that your codebook does not have. The tags keep{' '}
        {count === 1 ? 'it' : 'them'}.
      </p>
      <ul className="import-labels">
        {first.map((label) => (
          <li key={label} className="clip" title={showHidden(label)}>
            <bdi>{showHidden(label)}</bdi>
          </li>
        ))}
        {count > first.length ? <li className="hint">and {count - first.length} more</li> : null}
      </ul>
      {refusal === null ? (
        <Check isChecked={isAdded} onChange={onChange}>
          {count === 1 ? 'Add it to the codebook' : 'Add these to the codebook'}
          <span className="hint"> — one step with the import, which Undo takes back</span>
        </Check>
      ) : null}
      {unusable > 0 ? (
        <p className="hint">
          {unusable === count ? (count === 1 ? 'It' : 'They') : unusable} cannot be added: a name in
          the codebook has at most {LABEL_LIMIT} characters, and no hidden ones.
        </p>
      ) : null}
      {refusal === null || refusal.type === 'nothing-changed' ? null : (
        <p className="hint">
          {unusable > 0 ? 'The others' : count === 1 ? 'It' : 'They'} cannot be added.{' '}
          {libraryErrorSentence(refusal)}
        </p>
      )}
    </section>
  );
}
