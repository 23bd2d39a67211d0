import { memo, useMemo } from 'react';

import { findCategory, type Codebook } from '#core/codebook/codebook.ts';
import type { CommandId } from '#core/contract/commands/commands.ts';
import type { CompareSection } from '#core/contract/commands/compare.ts';
import { tagCommandFor } from '#core/contract/commands/tags.ts';
import { showHidden } from '#core/guards/labels.ts';
import { spanLength } from '#core/text/span.ts';

import { LEAST_ARTICLES } from '../model/compare/compare.ts';
import { adjustingInShort } from '../model/window/key-sentences.ts';
import { keyTextsOf, tipOf } from '../model/window/key-words.ts';
import { CommandKey, KeyHints } from '../commands/CommandKey.tsx';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { Icon } from '../controls/Icon.tsx';
import { bridge } from '../bridge.ts';
import { runButtonCommand } from '../commands/run-command.ts';
import { inShort, plainMessage, statusWords } from '../model/state/messages.ts';
import { shownReturn } from '../model/review/return.ts';
import type { AppState } from '../model/state/app-state.ts';
import { SetOff } from '../controls/SetOff.tsx';
import { useAfterFrame } from '../controls/use-after-frame.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** Saved or not, who, what was just done, what is selected, and what undo would take back. */
export function StatusBar() {
  return (
    <footer className="shell-status-bar">
      <SaveState />
      <Signature />
      <Message />
      <SelectionHint />
      <UndoButton />
    </footer>
  );
}

function SaveState() {
  const status = useAppState((state) => state.status);
  return (
    <span className={`shell-save-state is-${status.type}`} data-testid="save-state">
      {statusWords(status)}
      {status.type === 'not-saved' ? (
        <button
          type="button"
          className="link"
          onClick={() => void bridge.invoke('store:retry', undefined)}
        >
          Retry
        </button>
      ) : null}
    </span>
  );
}

function Signature() {
  const workspace = useWorkspace();
  const self = useAppState((state) => state.library.self);
  return (
    <button
      type="button"
      className="link shell-signature"
      title="Who signs the tags"
      onClick={() => {
        runButtonCommand(workspace, 'settings');
      }}
    >
      <bdi>{showHidden(self.name)}</bdi>
    </button>
  );
}

function Message() {
  const message = useAppState((state) => state.message);
  return (
    <span role="status" className="shell-message" title={plainMessage(message)}>
      <SetOff message={message} />
    </span>
  );
}

const PICKS = [
  ['pick-quotation', 'quotation'],
  ['pick-sentence', 'sentence'],
  ['pick-clause', 'clause'],
  ['pick-word', 'word'],
] as const;

const REVIEW_KEYS = [
  ['next-difference', 'next'],
  ['accept-theirs', 'theirs'],
  ['keep-mine', 'mine'],
  ['edit-difference', 'edit'],
  ['reject-difference', 'reject'],
] as const;

const RETURN_KEYS = [
  ['next-difference', 'next'],
  ['contest-decision', 'contest'],
  ['comment-difference', 'comment'],
  ['take-over', 'take over'],
  ['turn-return', 'differences'],
] as const;

type Hints = readonly (readonly [CommandId, string])[];

/** What works on what is chosen in a section of Compare. */
const COMPARE_KEYS: Readonly<Record<CompareSection, Hints>> = {
  quotations: [
    ['next-undecided', 'next'],
    ['link-cell', 'link'],
    ['refuse-cell', 'not the same'],
    ['link-with', 'link with'],
    ['mark-absent', 'absent'],
    ['open-cell', 'open'],
  ],
  claims: [
    ['link-cell', 'link'],
    ['set-class', 'relation'],
    ['take-out', 'take out'],
    ['open-cell', 'open'],
  ],
  findings: [
    ['next-undecided', 'next'],
    ['link-cell', 'confirm'],
    ['refuse-cell', 'dismiss'],
    ['defer-cell', 'later'],
    ['open-cell', 'open'],
  ],
  passages: [
    ['side-by-side', 'side by side'],
    ['open-cell', 'open'],
  ],
  framing: [['open-cell', 'open']],
  people: [
    ['link-cell', 'they are one'],
    ['refuse-cell', 'keep apart'],
  ],
  review: [
    ['next-undecided', 'next'],
    ['link-cell', 'accept'],
    ['refuse-cell', 'reject'],
    ['change-families', 'change'],
    ['defer-cell', 'later'],
    ['open-cell', 'open'],
  ],
};

const BESIDE_KEYS: Hints = [
  ['next-undecided', 'next linked'],
  ['side-by-side', 'the table'],
];

/** Keys in Compare; none where there is nothing to compare. */
function CompareHint() {
  const section = useAppState((state) => state.compare.section);
  const isBeside = useAppState((state) => state.compare.isBeside);
  const articles = useAppState((state) => state.compare.shown?.comparison.articles.length ?? 0);
  if (articles < LEAST_ARTICLES) return null;
  return (
    <span className="shell-selection-hint">
      <KeyHints hints={isBeside ? BESIDE_KEYS : COMPARE_KEYS[section]} separator=" " />
    </span>
  );
}

/** What can be done with what is selected; drawn once the selection itself is on screen. */
function SelectionHint() {
  const view = useAppState((state) => state.view);
  const returned = useAppState(shownReturn);
  const article = useAppState((state) => state.article);
  const selection = useAppState((state) => state.selection);
  const codebook = useAppState((state) => state.library.codebook);
  const mode = useAppState((state) => state.mode);
  const now = useMemo(
    () => ({ view, returned, article, selection, codebook, mode }),
    [view, returned, article, selection, codebook, mode],
  );
  return <Hint {...useAfterFrame(now)} />;
}

type HintProps = Pick<AppState, 'view' | 'article' | 'selection' | 'mode'> & {
  readonly returned: ReturnType<typeof shownReturn>;
  readonly codebook: Codebook;
};

const Hint = memo(function Hint(props: HintProps) {
  const { view, returned, article, selection, codebook, mode } = props;
  const workspace = useWorkspace();
  useAppState((state) => state.settings);
  if (view === 'compare') return <CompareHint />;
  if (!article) return null;
  if (mode.type === 'adjust') {
    return <span className="shell-selection-hint">{adjustingInShort(workspace)}</span>;
  }
  if (mode.type === 'brush') return <BrushHint category={mode.category} />;
  if (view === 'review') {
    return (
      <span className="shell-selection-hint">
        <KeyHints hints={returned ? RETURN_KEYS : REVIEW_KEYS} separator=" " />
      </span>
    );
  }
  if (!selection || selection.collapsed) {
    return (
      <span className="shell-selection-hint">
        <KeyHints hints={PICKS} separator=" " />
      </span>
    );
  }
  const words = article.text.slice(
    selection.span.start,
    Math.min(selection.span.end, selection.span.start + 200),
  );
  const tagHints = codebook.categories.slice(0, 4).flatMap((category) => {
    const command = tagCommandFor(codebook, category);
    return command ? [[command, category.label] as const] : [];
  });
  return (
    <span className="shell-selection-hint">
      <bdi className="article-words">{showHidden(inShort(words, 24))}</bdi>{' '}
      {spanLength(selection.span).toLocaleString('en')} chars{' '}
      <KeyHints hints={tagHints} separator=" " />
    </span>
  );
});

/** The mode is always in view: what the brush tags with, and how it is changed and left. */
function BrushHint({ category: id }: { readonly category: string }) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const category = findCategory(codebook, id);
  const isByDigit = keyTextsOf(workspace, 'tag-1').length > 0;
  return (
    <span className="shell-selection-hint shell-mode">
      <CategoryMark category={category} />
      <span>
        Brush: <bdi>{showHidden(category?.label ?? id)}</bdi>
      </span>
      <span>
        {isByDigit ? (
          <>
            <CommandKey command="tag-1" />–<CommandKey command="tag-9" /> another ·{' '}
          </>
        ) : null}
        <kbd>Esc</kbd> stops
      </span>
    </span>
  );
}

function UndoButton() {
  const workspace = useWorkspace();
  const undo = useAfterFrame(useAppState((state) => state.history.undo));
  if (!undo) return null;
  return (
    <button
      type="button"
      className="link shell-undo"
      title={tipOf(workspace, 'undo')}
      onClick={() => {
        runButtonCommand(workspace, 'undo');
      }}
    >
      Undo: {undo.label} <Icon name="undo" />
    </button>
  );
}
