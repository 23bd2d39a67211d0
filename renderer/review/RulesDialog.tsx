import { useState } from 'react';

import type { DecisionRule } from '#core/review/decision.ts';

import { Radio } from '../controls/Check.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { countOf } from '../model/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { whoIs } from '../model/review-words.ts';
import { decideByRule, previewRule } from '../model/review.ts';

type RuleType = DecisionRule['type'];

/** Lets a rule decide many items at once; says how many before it does. */
export function RulesDialog() {
  const workspace = useWorkspace();
  const article = useAppState((state) => state.article);
  const codebook = useAppState((state) => state.library.codebook);
  const self = useAppState((state) => state.library.self.id);
  const people = [self, ...(article?.sets.map(({ annotator }) => annotator.id) ?? [])];
  const [type, setType] = useState<RuleType>('all-agree');
  const [least, setLeast] = useState(Math.floor(people.length / 2) + 1);
  const [annotator, setAnnotator] = useState(people[1] ?? self);
  const [category, setCategory] = useState('');
  const [accept, setAccept] = useState(true);
  const rule: DecisionRule =
    type === 'n-of-m'
      ? { type, least, of: people.length }
      : type === 'of-annotator'
        ? { type, annotator, category: category === '' ? null : category, accept }
        : { type };
  const count = previewRule(workspace, rule).length;
  const close = (): void => {
    workspace.closeDialog();
  };
  const choice = (value: RuleType, label: string) => (
    <Radio
      name="rule"
      isChosen={type === value}
      onChoose={() => {
        setType(value);
      }}
    >
      {label}
    </Radio>
  );
  return (
    <Dialog
      title="Decide by rule"
      className="narrow"
      onClose={close}
      actions={
        <>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            disabled={count === 0}
            onClick={() => {
              workspace.closeDialogAnd(() => void decideByRule(workspace, rule));
            }}
          >
            Decide {countOf(count, 'item')}
          </button>
        </>
      }
    >
      <fieldset className="review-rules">
        <legend className="field-label">Items that are not decided</legend>
        {choice('all-agree', 'Accept what everybody tagged alike')}
        {choice('all-who-tagged-agree', 'Accept what all who tagged there tagged alike')}
        {people.length > 2
          ? choice('n-of-m', `Accept what at least ${least} of ${people.length} tagged alike`)
          : null}
        {choice('of-annotator', 'Accept or reject everything by one person')}
      </fieldset>
      {type === 'n-of-m' ? (
        <label className="field">
          <span className="field-label">At least</span>
          <input
            type="number"
            min={2}
            max={people.length}
            value={least}
            onChange={(event) => {
              const value = event.target.valueAsNumber;
              if (Number.isInteger(value)) setLeast(Math.min(Math.max(value, 2), people.length));
            }}
          />
        </label>
      ) : null}
      {type === 'of-annotator' ? (
        <>
          <label className="field">
            <span className="field-label">Whose</span>
            <select
              value={annotator}
              onChange={(event) => {
                setAnnotator(event.target.value);
              }}
            >
              {people.map((id) => (
                <option key={id} value={id}>
                  {whoIs(workspace, id, self)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="field-label">Category</span>
            <select
              value={category}
              onChange={(event) => {
                setCategory(event.target.value);
              }}
            >
              <option value="">Every category</option>
              {codebook.categories.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="field-label">What becomes of them</span>
            <select
              value={accept ? 'accept' : 'reject'}
              onChange={(event) => {
                setAccept(event.target.value === 'accept');
              }}
            >
              <option value="accept">They stand</option>
              <option value="reject">They are rejected, where nobody else tagged</option>
            </select>
          </label>
        </>
      ) : null}
      <p>
        {count === 0
          ? 'The rule decides nothing that is open.'
          : `${countOf(count, 'open item')} ${count === 1 ? 'is' : 'are'} decided in one step, which undo takes back. Each keeps which rule decided it.`}
      </p>
    </Dialog>
  );
}
