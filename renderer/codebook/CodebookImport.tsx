import { Fragment, useEffect, useRef, useState } from 'react';

import type { Codebook } from '#core/codebook/codebook.ts';
import {
  compareCodebooks,
  illegibleCategories,
  isSame,
  type CodebookDifference,
} from '#core/codebook/compare.ts';
import { planCodebookEdit } from '#core/codebook/plan-edit.ts';
import type { CodebookUse } from '#core/codebook/usage.ts';
import type { OpenedCodebook } from '#core/contract/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Radio } from '../controls/fields/Check.tsx';
import { libraryErrorSentence } from '../model/state/messages.ts';
import { useAppState } from '../controls/use-workspace.ts';
import { useCodebookEditing } from './codebook-editing.ts';
import { orphansInWords, setAsideInWords } from './codebook-words.ts';

/** In place of the codebook here, or only what that lacks. */
type Way = 'replace' | 'add-from';

/** What a codebook from a file would change, before it does. */
export function CodebookImport({
  opened,
  onEnd,
}: {
  readonly opened: OpenedCodebook;
  readonly onEnd: () => void;
}) {
  const present = useAppState((state) => state.library.codebook);
  const { apply, use } = useCodebookEditing();
  const { codebook, fileName } = opened;
  const isSameBook = codebook.id === present.id;
  const [type, setType] = useState<Way>(isSameBook ? 'replace' : 'add-from');
  const planned = planCodebookEdit(present, { type, codebook });
  const recoloured = illegibleCategories(codebook);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <section aria-label="Import a codebook" className="codebook-entry-body">
      <h3 ref={heading} tabIndex={-1}>
        <bdi>{showHidden(codebook.name)}</bdi>
      </h3>
      <p>
        Version <bdi>{showHidden(codebook.version)}</bdi>, from <bdi>{showHidden(fileName)}</bdi>.{' '}
        {isSameBook
          ? `The codebook here is the same one in version ${showHidden(present.version)}.`
          : `The codebook here is another one: “${showHidden(present.name)}”, version ${showHidden(present.version)}.`}
      </p>
      <Ways isSameBook={isSameBook} type={type} onChoose={setType} />
      <Consequences present={present} planned={planned} use={use} />
      {planned.ok && recoloured.length > 0 ? (
        <p className="notice-line">
          <Listed names={recoloured} />: too faint on some page, so made darker or lighter until
          they pass 3:1.
        </p>
      ) : null}
      <p className="codebook-files codebook-decision">
        <button
          type="button"
          className="primary"
          disabled={!planned.ok}
          onClick={() => {
            void apply({ type, codebook }).then((isDone) => {
              if (isDone) onEnd();
            });
          }}
        >
          Import
        </button>
        <button type="button" onClick={onEnd}>
          Cancel
        </button>
      </p>
    </section>
  );
}

function Ways({
  isSameBook,
  type,
  onChoose,
}: {
  /** The codebook here is the same one, in some version. */
  readonly isSameBook: boolean;
  readonly type: Way;
  readonly onChoose: (type: Way) => void;
}) {
  const ways = [
    [
      'replace',
      isSameBook
        ? 'Bring the codebook here to this version'
        : 'Use it in place of the codebook here',
    ],
    ['add-from', 'Add what the codebook here lacks, and change nothing else'],
  ] as const;
  return (
    <fieldset className="choices-column">
      <legend>What to do with it</legend>
      {ways.map(([way, words]) => (
        <Radio
          key={way}
          name="codebook-import"
          isChosen={type === way}
          onChoose={() => {
            onChoose(way);
          }}
        >
          {words}
        </Radio>
      ))}
    </fieldset>
  );
}

/** What the planned change would do, or why it cannot be made. */
function Consequences({
  present,
  planned,
  use,
}: {
  readonly present: Codebook;
  readonly planned: ReturnType<typeof planCodebookEdit>;
  readonly use: CodebookUse;
}) {
  if (!planned.ok) {
    return (
      <>
        {planned.error.type === 'nothing-changed' ? null : (
          <p role="alert" className="problem">
            {libraryErrorSentence(planned.error)}
          </p>
        )}
        <p>Nothing would change.</p>
      </>
    );
  }
  const difference = compareCodebooks(present, planned.value.codebook, use);
  if (isSame(difference)) return <p>Only the version or the order changes.</p>;
  return <Difference difference={difference} />;
}

function Difference({ difference }: { readonly difference: CodebookDifference }) {
  const { addedCategories, removedCategories, renamed, added, removed, changed } = difference;
  return (
    <ul className="codebook-difference" aria-label="What changes">
      {addedCategories.length > 0 ? (
        <li>
          New categories: <Listed names={addedCategories} />
        </li>
      ) : null}
      {removedCategories.length > 0 ? (
        <li>
          No longer there: <Listed names={removedCategories.map(({ label }) => label)} />.{' '}
          {orphansInWords(removedCategories)}
        </li>
      ) : null}
      {renamed.length > 0 ? (
        <li>
          Renamed: <Listed names={renamed.map(({ from, to }) => `${from} → ${to}`)} />
        </li>
      ) : null}
      {added.length > 0 ? (
        <li>
          New: <Listed names={added} />
        </li>
      ) : null}
      {removed.length > 0 ? (
        <li>
          No longer there: <Listed names={removed.map(({ path }) => path)} />.{' '}
          {setAsideInWords(removed)}
        </li>
      ) : null}
      {changed.length > 0 ? (
        <li>
          Other definition, key, letter, line or colour: <Listed names={changed} />
        </li>
      ) : null}
    </ul>
  );
}

/** Most names that are said; the others are counted. */
const NAMED = 12;

function Listed({ names }: { readonly names: readonly string[] }) {
  return (
    <>
      {names.slice(0, NAMED).map((name, index) => (
        <Fragment key={name}>
          {index === 0 ? '' : ', '}
          <bdi>{showHidden(name)}</bdi>
        </Fragment>
      ))}
      {names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}
    </>
  );
}
