import { useEffect, useState } from 'react';

import type { PeopleCount } from '#core/contract/people.ts';
import type { PeopleEdit } from '#core/people/plan-edit.ts';

import { Question } from '../controls/ConfirmStrip.tsx';
import { useWorkspace } from '../controls/use-workspace.ts';
import { consequence } from './people-words.ts';

/** An edit that is asked about before it is made. */
export type AskedEdit = Extract<PeopleEdit, { type: 'merge' | 'rename' | 'take-apart' }>;

const ANSWERS = {
  merge: 'Make One',
  rename: 'Rename',
  'take-apart': 'Take Apart',
} as const;

/** How many tags an edit would change; `null` while it is being counted. */
export function useReach(edit: AskedEdit): PeopleCount | string | null {
  const workspace = useWorkspace();
  const [counted, setCounted] = useState<{ key: string; reach: PeopleCount | string }>();
  const key = JSON.stringify(edit);
  useEffect(() => {
    let isCurrent = true;
    void workspace.people.count(JSON.parse(key) as AskedEdit).then((answer) => {
      if (isCurrent) setCounted({ key, reach: answer.ok ? answer.value : answer.error });
    });
    return () => {
      isCurrent = false;
    };
  }, [workspace, key]);
  return counted?.key === key ? counted.reach : null;
}

/** What an edit would do, with how many tags it would change. */
export function Consequence({ edit }: { readonly edit: AskedEdit }) {
  const reach = useReach(edit);
  if (reach === null) return <span>Counting…</span>;
  if (typeof reach === 'string') return <span role="alert">{reach}</span>;
  return <span>{consequence(edit, reach)}</span>;
}

/** Asks whether an edit is to be made, once it is known what it would change. */
export function Asked({
  edit,
  onAnswer,
  onCancel,
}: {
  readonly edit: AskedEdit;
  readonly onAnswer: () => void;
  readonly onCancel: () => void;
}) {
  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <Question
        label={`${ANSWERS[edit.type]}?`}
        answer={ANSWERS[edit.type]}
        onAnswer={onAnswer}
        onCancel={onCancel}
      >
        <Consequence edit={edit} />
      </Question>
    </div>
  );
}
