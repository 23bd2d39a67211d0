import { planArticleEdit } from '#core/article/edit.ts';
import type { Applied, CHANGE_QUESTIONS } from '#core/contract/library.ts';
import { describeReviewContext } from '#core/contract/for-window/review-context.ts';
import { ok, type Result } from '#core/result.ts';
import { planReviewEdit } from '#core/review/review-edit.ts';

import { applyLibraryEdit } from '../../codebook/library-edits.ts';
import type { WatchedChanges } from '../../jobs/watched-changes.ts';
import type { Samples } from '../../codebook/samples.ts';
import type { Acknowledged, Library } from '../../store/library/library.ts';
import type { HandlersOf } from './handler.ts';

export interface ChangeServices {
  readonly library: Library;
  readonly watched: WatchedChanges;
  readonly samples: Samples;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Tells everyone of a change that is on disk, and answers what the window is to do. */
  readonly announce: (done: Acknowledged) => Applied;
}

/** Makes changes durable, and takes them back. */
export function changeHandlers(services: ChangeServices): HandlersOf<typeof CHANGE_QUESTIONS> {
  const { library, watched, now, newId, announce } = services;
  const answer = <E>(done: Result<Acknowledged, E>): Result<Applied, E> =>
    done.ok ? ok(announce(done.value)) : done;

  return {
    'annotations:apply-change': async ({ articleId, requestId, edit }) => {
      const isJoined = edit.kind === 'update-tags' && edit.joins === true;
      const done = await library.changeArticle(
        articleId,
        requestId,
        (document, text) =>
          planArticleEdit(document, edit, {
            text,
            codebook: library.document.codebook,
            annotator: library.document.self,
            now: now().toISOString(),
            newId,
          }),
        isJoined ? edit.changes.map(({ id }) => id) : [],
      );
      return answer(done);
    },
    'review:apply-change': async ({ articleId, requestId, edit }) => {
      const { self } = library.document;
      const done = await library.reviewArticle(
        articleId,
        requestId,
        (document, text, others) =>
          planReviewEdit(
            edit,
            describeReviewContext(document, text, others, {
              self,
              now: now().toISOString(),
              newId,
            }),
          ),
        edit.kind === 'decide' ? edit.joins : [],
      );
      return answer(done);
    },
    'library:apply-change': async ({ requestId, edit }) =>
      answer(await watched.run((watch) => applyLibraryEdit(services, requestId, edit, watch))),
    'library:stop-change': async () => ok({ stopped: await watched.stop() }),
    'library:bring-in-copies': async () => {
      const taken = await library.copies.bringIn();
      if (!taken.ok) return taken;
      const { articles, tags, done } = taken.value;
      return ok({ articles, tags, applied: done && announce(done) });
    },
    'history:undo': async ({ requestId }) =>
      answer(await watched.run((watch) => library.undo(requestId, watch))),
    'history:redo': async ({ requestId }) =>
      answer(await watched.run((watch) => library.redo(requestId, watch))),
  };
}
