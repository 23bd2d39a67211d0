import { useState } from 'react';

import { CLAIM_RELATIONS } from '#core/event/records.ts';
import { CLASS_WORDS } from '#core/compare/sentences/names.ts';
import { countOf } from '#core/numbers.ts';
import { NOTE_LIMIT } from '#core/tags/tag.ts';

import { Dialog } from '../controls/sheets/Dialog.tsx';
import { matchesQuery, PickerDialog, type Choice } from '../controls/sheets/Picker.tsx';
import { isSend } from '../controls/fields/CommitField.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import {
  CLASSES_TO_SAY,
  CONTEST_REASONS,
  DISMISSAL_REASONS,
  REFUSAL_REASONS,
  REJECTION_REASONS,
  RELATION_WORDS,
} from '../model/compare/rows/compare-words.ts';
import { chosenCell } from '../model/state/compare-state.ts';
import type { DialogState } from '../model/state/app-state.ts';
import { ChangeFamiliesDialog } from './dialogs/ChangeFamiliesDialog.tsx';
import { TagEverywhereDialog } from './dialogs/TagEverywhereDialog.tsx';
import { EventReportDialog } from './dialogs/EventReportDialog.tsx';
import { LinkDialog } from './dialogs/LinkDialog.tsx';

const OF_COMPARE = [
  'link-with',
  'link-preselected',
  'refuse-link',
  'dismiss-finding',
  'reject-families',
  'change-families',
  'link-decision-note',
  'rendering-class',
  'claim-relation',
  'family-note',
  'tag-everywhere',
  'event-report',
] as const;
type OfCompare = Extract<DialogState, { type: (typeof OF_COMPARE)[number] }>;

/** Whether a sheet is one of comparing. */
export function isOfCompare(dialog: DialogState): dialog is OfCompare {
  return OF_COMPARE.some((type) => type === dialog.type);
}

/** The sheets of comparing. */
export function CompareDialog({ dialog }: { readonly dialog: OfCompare }) {
  const workspace = useWorkspace();
  switch (dialog.type) {
    case 'link-with':
      return <LinkDialog source={dialog.source} />;
    case 'link-preselected':
      return <PreselectedDialog />;
    case 'refuse-link':
      return (
        <ReasonDialog
          title="Not the same, because"
          reasons={REFUSAL_REASONS}
          onReason={(reason) => void workspace.links.refuse(reason)}
        />
      );
    case 'dismiss-finding':
      return (
        <ReasonDialog
          title="Dismiss, because"
          reasons={DISMISSAL_REASONS}
          onReason={(reason) => void workspace.findings.dismiss(reason)}
        />
      );
    case 'reject-families':
      return (
        <ReasonDialog
          title={dialog.isContest ? 'Contest, because' : 'Reject, because'}
          reasons={dialog.isContest ? CONTEST_REASONS : REJECTION_REASONS}
          onReason={(reason) => void workspace.linkReview.reject(reason)}
        />
      );
    case 'change-families':
      return <ChangeFamiliesDialog />;
    case 'link-decision-note':
      return <DecisionNoteDialog />;
    case 'rendering-class':
      return <ClassDialog />;
    case 'claim-relation':
      return <RelationDialog />;
    case 'family-note':
      return <FamilyNoteDialog />;
    case 'event-report':
      return <EventReportDialog event={dialog.event} />;
    case 'tag-everywhere':
      return <TagEverywhereDialog words={dialog.words} />;
  }
}

interface MenuProps {
  readonly title: string;
  readonly choices: readonly {
    readonly id: string;
    readonly words: string;
    readonly sign?: string;
  }[];
  readonly onChoose: (id: string) => void;
  /** Whether what was typed can be taken as it is; its id begins with `typed:`. */
  readonly takesTyped?: boolean;
}

/** A few things to choose from, each by its digit. */
function MenuDialog({ title, choices, onChoose, takesTyped = false }: MenuProps) {
  const workspace = useWorkspace();
  const listed = (query: string): readonly Choice[] => {
    const typed = query.trim();
    const found = choices
      .map(({ id, words, sign }, index) => ({
        id,
        text: words,
        key: String((index + 1) % 10),
        content: (
          <>
            {sign === undefined ? null : <span className="compare-sign">{sign}</span>}
            <span className="grow">{words}</span>
            <kbd>{(index + 1) % 10}</kbd>
          </>
        ),
      }))
      .filter(({ text }) => matchesQuery(text, typed));
    return takesTyped && typed !== ''
      ? [...found, { id: `typed:${typed}`, text: typed, content: <>“{typed}”</> }]
      : found;
  };
  return (
    <PickerDialog
      title={title}
      placeholder={
        takesTyped ? `${title}: a digit, or your own words` : `${title}: a digit, or type`
      }
      choices={listed}
      empty="Nothing matches."
      onClose={() => {
        workspace.dialogs.close();
      }}
      onChoose={(id) => {
        workspace.dialogs.close();
        onChoose(id);
      }}
    />
  );
}

interface ReasonProps {
  readonly title: string;
  readonly reasons: readonly string[];
  readonly onReason: (reason: string | null) => void;
}

function ReasonDialog({ title, reasons, onReason }: ReasonProps) {
  return (
    <MenuDialog
      title={title}
      takesTyped
      choices={[
        ...reasons.map((words) => ({ id: `typed:${words}`, words })),
        { id: 'none', words: 'No reason given' },
      ]}
      onChoose={(id) => {
        onReason(id === 'none' ? null : id.slice('typed:'.length));
      }}
    />
  );
}

/** What of all that is preselected is linked, with how much it is. */
function PreselectedDialog() {
  const workspace = useWorkspace();
  const [row, event] = [workspace.links.preselected('row'), workspace.links.preselected('event')];
  const inWords = ({ passages, families }: typeof row): string =>
    `${countOf(passages, 'passage')} in ${countOf(families, 'family', 'families')}`;
  return (
    <MenuDialog
      title="Link all that is preselected"
      choices={[
        ...(row.families > 0
          ? [{ id: 'row', words: `This row: ${countOf(row.passages, 'passage')}` }]
          : []),
        { id: 'event', words: `The whole event: ${inWords(event)}` },
      ]}
      onChoose={(id) => void workspace.links.linkPreselected(id === 'row' ? 'row' : 'event')}
    />
  );
}

function ClassDialog() {
  const workspace = useWorkspace();
  return (
    <MenuDialog
      title="Class of this rendering"
      choices={[
        ...CLASSES_TO_SAY.map((id) => {
          const { sign, name } = CLASS_WORDS[id];
          return { id, sign, words: name };
        }),
        { id: 'computed', words: 'As computed' },
      ]}
      onChoose={(id) =>
        void workspace.links.setClass(CLASSES_TO_SAY.find((each) => each === id) ?? null)
      }
    />
  );
}

function RelationDialog() {
  const workspace = useWorkspace();
  return (
    <MenuDialog
      title="How this claim stands to the first"
      choices={[
        ...CLAIM_RELATIONS.map((id) => ({ id, words: RELATION_WORDS[id] })),
        { id: 'none', words: 'no relation said' },
      ]}
      onChoose={(id) =>
        void workspace.claims.setRelation(CLAIM_RELATIONS.find((each) => each === id) ?? null)
      }
    />
  );
}

function FamilyNoteDialog() {
  const workspace = useWorkspace();
  const compare = useAppState((state) => state.compare);
  const isClaim = compare.section === 'claims';
  const before = (isClaim ? workspace.claims.row?.note : chosenCell(compare)?.row.note) ?? '';
  return (
    <NoteDialog
      title="Note of the family"
      before={before}
      onKeep={(note) =>
        void (isClaim ? workspace.claims.setNote(note) : workspace.links.setNote(note))
      }
    />
  );
}

/** What is noted beside a decision on families; where nothing is decided, what the note comes with. */
function DecisionNoteDialog() {
  const workspace = useWorkspace();
  const { chosen, note } = workspace.linkReview;
  const isContest = chosen?.type === 'returned' && (chosen.answer?.verdict ?? 'defer') === 'defer';
  const isFirst = chosen?.type === 'theirs' && chosen.item.decision === null;
  return (
    <NoteDialog
      title={isContest ? 'Contest with a comment' : 'Note on the decision'}
      before={note}
      keep={isContest ? 'Contest' : isFirst ? 'Put off with the note' : 'Keep'}
      onKeep={(words) => void workspace.linkReview.setNote(words)}
    />
  );
}

interface NoteProps {
  readonly title: string;
  readonly before: string;
  /** What the button says. */
  readonly keep?: string;
  readonly onKeep: (note: string) => void;
}

function NoteDialog({ title, before, keep: verb = 'Keep', onKeep }: NoteProps) {
  const workspace = useWorkspace();
  const [note, setNote] = useState(before);
  const keep = (): void => {
    workspace.dialogs.close();
    onKeep(note);
  };
  return (
    <Dialog
      title={title}
      onClose={() => {
        workspace.dialogs.close();
      }}
      actions={
        <button type="button" className="primary" onClick={keep}>
          {verb}
        </button>
      }
    >
      <textarea
        aria-label="Note"
        rows={5}
        maxLength={NOTE_LIMIT}
        value={note}
        onChange={(event) => {
          setNote(event.target.value);
        }}
        onKeyDown={(event) => {
          if (!isSend(event)) return;
          event.preventDefault();
          keep();
        }}
      />
    </Dialog>
  );
}
