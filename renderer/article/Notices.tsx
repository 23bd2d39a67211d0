import { useEffect } from 'react';

import { countOf } from '#core/numbers.ts';
import type { SettingsPatch } from '#core/contract/settings.ts';
import type { StoreNotice } from '#core/contract/store.ts';

import { keyTextsOf, tipOf, titleOf, withKey } from '../model/window/key-words.ts';
import { CommandKey } from '../commands/CommandKey.tsx';
import { Icon } from '../controls/Icon.tsx';
import { bridge } from '../bridge.ts';
import { runButtonCommand } from '../commands/run-command.ts';
import { noticeSentence, notSavedSentence, readOnlySentence } from '../model/state/messages.ts';
import { SetOff } from '../controls/SetOff.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** Banners above the article: not saved, read-only, recovered, restored. */
export function Notices() {
  const workspace = useWorkspace();
  const status = useAppState((state) => state.status);
  const notices = useAppState((state) => state.notices);
  const article = useAppState((state) => state.article);
  const readOnly = article?.readOnly ?? (status.type === 'read-only' ? status.reason : null);
  return (
    <div>
      {status.type === 'not-saved' ? (
        <div role="alert" className="article-banner is-problem">
          <span className="grow">{notSavedSentence(status)}</span>
          <button type="button" onClick={() => void bridge.invoke('store:retry', undefined)}>
            Retry
          </button>
          <button
            type="button"
            onClick={() => {
              runButtonCommand(workspace, 'export');
            }}
          >
            Export a copy…
          </button>
        </div>
      ) : null}
      {readOnly ? (
        <div role="alert" className="article-banner is-problem">
          <span className="grow">Read-only. {readOnlySentence(readOnly)}</span>
          {article && readOnly.type === 'damaged' ? (
            <button type="button" onClick={() => void workspace.recovery.describe(article.id)}>
              See what can be restored
            </button>
          ) : null}
          <button
            type="button"
            onClick={() => {
              runButtonCommand(workspace, 'export');
            }}
          >
            Export a copy…
          </button>
        </div>
      ) : null}
      <ScreenReaderQuestion />
      {notices.map((notice, index) => (
        <NoticeLine key={`${notice.type}-${index}`} notice={notice} />
      ))}
    </div>
  );
}

/** What the store has found or done, with what can be done about it; goes when it is dismissed. */
function NoticeLine({ notice }: { readonly notice: StoreNotice }) {
  const workspace = useWorkspace();
  const shown = useAppState((state) => state.article?.id);
  const articleId = 'articleId' in notice ? notice.articleId : null;
  return (
    <div className="article-banner">
      <span className="grow">
        {noticeSentence(notice)}
        {notice.type === 'recovered' && notice.total > 1 ? <Recovered {...notice} /> : null}
      </span>
      {articleId !== null && articleId !== shown ? (
        <button type="button" onClick={() => void workspace.articles.open(articleId)}>
          Show
        </button>
      ) : null}
      {notice.type === 'conflict-copies' && notice.files.length > 0 ? (
        <button type="button" onClick={() => void workspace.recovery.bringInCopies(notice)}>
          Bring in as a set
        </button>
      ) : null}
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        onClick={() => {
          workspace.recovery.dismiss(notice);
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** The articles whose changes were restored, each with its way there. */
function Recovered({ total, documents }: Extract<StoreNotice, { type: 'recovered' }>) {
  const { articles } = useWorkspace();
  return (
    <details>
      <summary>Which</summary>
      <ul className="article-recovered">
        {documents.map(({ articleId, title, changes }, index) => (
          <li key={articleId ?? index}>
            {articleId === null ? (
              title
            ) : (
              <button type="button" className="link" onClick={() => void articles.open(articleId)}>
                {title}
              </button>
            )}{' '}
            <span>{countOf(changes, 'change')}</span>
          </li>
        ))}
        {total > documents.length ? <li>and {total - documents.length} more</li> : null}
      </ul>
    </details>
  );
}

const QUESTION = 'A screen reader is in use. Tags can be spoken whenever the caret stops in them.';

/** Offers, once, to speak the tags at the caret while a screen reader is in use. */
function ScreenReaderQuestion() {
  const isAsked = useAppState(
    ({ screenReader, settings }) =>
      screenReader && !settings.askedAboutScreenReader && settings.announceTags === 'on-demand',
  );
  return isAsked ? <ScreenReaderBanner /> : null;
}

function ScreenReaderBanner() {
  const workspace = useWorkspace();
  useEffect(() => {
    workspace.notices.say(QUESTION);
  }, [workspace]);
  const answer = (patch: SettingsPatch, words: string): void => {
    void workspace.preferences.change({ ...patch, askedAboutScreenReader: true });
    workspace.notices.say(words);
    workspace.focus.keep();
  };
  return (
    <div className="article-banner">
      <span className="grow">{QUESTION}</span>
      <button
        type="button"
        onClick={() => {
          answer({ announceTags: 'on-caret-stop' }, 'Tags are spoken when the caret stops.');
        }}
      >
        Speak tags
      </button>
      <button
        type="button"
        onClick={() => {
          answer({}, withKey(workspace, 'Tags are spoken on demand', 'say-tags'));
        }}
      >
        Only on demand
      </button>
    </div>
  );
}

/** What was just done, with its way back for eight seconds, or with what comes next until it is put away. */
export function Toast() {
  const workspace = useWorkspace();
  const toast = useAppState((state) => state.toast);
  if (!toast) return null;
  const { undo, next } = toast;
  const command = undo ? 'undo' : next;
  return (
    <div className="article-toast" aria-live="polite">
      <span>
        <SetOff message={toast.text} />
      </span>
      {command === undefined ? null : (
        <button
          type="button"
          onClick={() => {
            runButtonCommand(workspace, command);
          }}
        >
          {tipOf(workspace, command)}
        </button>
      )}
      {next === undefined ? null : (
        <button
          type="button"
          className="icon-button"
          aria-label="Put away"
          title="Put away"
          onClick={() => {
            workspace.notices.dismissToast();
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

const TOUR = [
  { step: 'select', command: 'pick-quotation', text: 'selects the quotation' },
  { step: 'tag', command: 'tag-1', text: 'tags it' },
  { step: 'details', command: 'edit-details', text: 'adds the speaker, Esc comes back' },
  { step: 'find', command: 'go-to', text: 'finds everything,' },
] as const;

/** Four things to do first, each ticked off by doing it. */
export function TourStrip() {
  const workspace = useWorkspace();
  const tour = useAppState((state) => state.settings.tour);
  const isTagging = useAppState((state) => state.view === 'annotate');
  if (!isTagging || tour === null || tour.length >= TOUR.length) return null;
  const next = TOUR.find(({ step }) => !tour.includes(step))?.step;
  return (
    <aside className="article-tour" aria-label="Tour">
      <ol>
        {TOUR.map(({ step, command, text }, index) => {
          const done = tour.includes(step);
          const [keys = titleOf(workspace, command)] = keyTextsOf(workspace, command);
          return (
            <li key={step} className={done ? 'is-done' : step === next ? 'is-next' : ''}>
              <span aria-hidden>{done ? <Icon name="done" /> : index + 1}</span> <kbd>{keys}</kbd>{' '}
              {text}
              {step === 'find' ? (
                <>
                  {' '}
                  <CommandKey command="undo" /> undoes anything
                </>
              ) : null}
            </li>
          );
        })}
      </ol>
      <button
        type="button"
        className="icon-button"
        aria-label="Hide the tour"
        onClick={() => void workspace.preferences.change({ tour: null })}
      >
        <Icon name="close" />
      </button>
    </aside>
  );
}
