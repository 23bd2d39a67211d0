import { useState } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Radio } from '../controls/fields/Check.tsx';
import { Choice } from '../controls/fields/Choice.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import { Field } from '../controls/fields/Field.tsx';
import { RadioRow } from '../controls/fields/RadioRow.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { whoIs } from '../model/review/review-words.ts';
import {
  effectInWords,
  firstRule,
  leastOf,
  ruleOf,
  type RuleChoice,
} from '../model/state/rules.ts';

/** Lets a rule decide many items at once; says how many before it does. */
export function RulesDialog() {
  const workspace = useWorkspace();
  const article = useAppState((state) => state.article);
  const self = useAppState((state) => state.library.self.id);
  const people = [self, ...(article?.sets.map(({ annotator }) => annotator.id) ?? [])];
  const [choice, setChoice] = useState(() => firstRule(people));
  const change = (patch: Partial<RuleChoice>): void => {
    setChoice({ ...choice, ...patch });
  };
  const rule = ruleOf(choice, people.length);
  const count = workspace.decisions.previewRule(rule).length;
  const close = (): void => {
    workspace.dialogs.close();
  };
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
              workspace.dialogs.closeAnd(() => void workspace.decisions.decideByRule(rule));
            }}
          >
            Decide {countOf(count, 'item')}
          </button>
        </>
      }
    >
      <TypeChoice choice={choice} people={people} onChange={change} />
      {choice.type === 'n-of-m' ? (
        <LeastField choice={choice} people={people} onChange={change} />
      ) : null}
      {choice.type === 'of-annotator' ? (
        <PersonFields choice={choice} people={people} onChange={change} />
      ) : null}
      <p>{effectInWords(count)}</p>
    </Dialog>
  );
}

interface FieldsProps {
  readonly choice: RuleChoice;
  /** Annotator ids of all who tagged the article. */
  readonly people: readonly string[];
  readonly onChange: (patch: Partial<RuleChoice>) => void;
}

function TypeChoice({ choice, people, onChange }: FieldsProps) {
  const radio = (type: RuleChoice['type'], label: string) => (
    <Radio
      name="rule"
      isChosen={choice.type === type}
      onChoose={() => {
        onChange({ type });
      }}
    >
      {label}
    </Radio>
  );
  return (
    <fieldset className="review-rules">
      <legend className="field-label">Items that are not decided</legend>
      {radio('all-agree', 'Accept what everybody tagged alike')}
      {radio('all-who-tagged-agree', 'Accept what all who tagged there tagged alike')}
      {people.length > 2
        ? radio('n-of-m', `Accept what at least ${choice.least} of ${people.length} tagged alike`)
        : null}
      {radio('of-annotator', 'Accept or reject everything by one person')}
    </fieldset>
  );
}

function LeastField({ choice, people, onChange }: FieldsProps) {
  return (
    <label className="field">
      <span className="field-label">At least</span>
      <input
        type="number"
        min={2}
        max={people.length}
        value={choice.least}
        onChange={(event) => {
          const least = leastOf(event.target.valueAsNumber, people.length);
          if (least !== null) onChange({ least });
        }}
      />
    </label>
  );
}

function PersonFields({ choice, people, onChange }: FieldsProps) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const self = useAppState((state) => state.library.self.id);
  return (
    <>
      <Field label="Whose">
        {(id) => (
          <Choice
            id={id}
            value={choice.annotator}
            options={people.map((each) => [each, whoIs(workspace, each, self)])}
            onChange={(annotator) => {
              onChange({ annotator });
            }}
          />
        )}
      </Field>
      <Field label="Category">
        {(id) => (
          <Choice
            id={id}
            value={choice.category ?? ''}
            options={[
              ['', 'Every category'],
              ...codebook.categories.map((each) => [each.id, showHidden(each.label)] as const),
            ]}
            onChange={(category) => {
              onChange({ category: category === '' ? null : category });
            }}
          />
        )}
      </Field>
      <RadioRow
        label="What becomes of them"
        value={choice.accept ? 'accept' : 'reject'}
        options={[
          ['accept', 'They stand'],
          ['reject', 'They are rejected, where nobody else tagged'],
        ]}
        onChange={(chosen) => {
          onChange({ accept: chosen === 'accept' });
        }}
      />
    </>
  );
}
