import { planArticleEdit } from '#core/article/edit.ts';
import { CODECS, findCodec } from '#core/exchange/pipeline/codecs.ts';
import { planReviewEdit } from '#core/review/review-edit.ts';
import type { Channel } from '#core/contract/channels.ts';
import type { Answers, RequestOf } from '#core/contract/contract.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { SettingsPatch } from '#core/contract/settings.ts';
import type { LocateError } from '#core/contract/articles.ts';
import type { Applied } from '#core/contract/library.ts';

import { describeLibrary } from './for-window.ts';
import { describeReviewContext } from '../../core/contract/review-context.ts';
import { createArticleSearch } from '../store/library/search.ts';
import {
  countCodebookUse,
  describeCodebookFile,
  openCodebook,
  saveCodebook,
} from '../codebook/codebook-service.ts';
import type { Desktop } from '../shell/dialogs.ts';
import type { AgreementService } from '../agreement/agreement-service.ts';
import type { ExportService } from '../export/export-service.ts';
import type { ImportService } from '../import/import-service.ts';
import { applyLibraryEdit } from '../codebook/library-edits.ts';
import type { Samples } from '../codebook/samples.ts';
import type { Acknowledged, Library } from '../store/library/library.ts';
import type { SettingsStore } from '../store/library/settings.ts';
import type { MainWindow } from '../shell/window.ts';
import { describeOpened } from '#core/contract/for-window.ts';

/** One answerer per question; the transport around them is `ipc.ts`. */
export type Handlers = {
  readonly [C in Channel]: (request: RequestOf<C>) => Answers[C] | Promise<Answers[C]>;
};

/** Everything that the answers are made from. */
export interface HandlerServices {
  readonly library: Library;
  readonly settings: SettingsStore;
  readonly importer: ImportService;
  readonly exporter: ExportService;
  readonly agreement: AgreementService;
  readonly desktop: Desktop;
  /** The text of an article from a file, if it has it. */
  readonly locateText: (articleId: string, path: string) => Promise<Result<string, LocateError>>;
  readonly window: Pick<MainWindow, 'run' | 'applyTheme'>;
  readonly samples: Samples;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly version: string;
  readonly screenReader: () => boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The window asks its first question, and listens from then on. */
  readonly windowListens: () => void;
  /** Tells everyone of a change that is on disk, and answers what the window is to do. */
  readonly announce: (done: Acknowledged) => Applied;
  /** What does not concern the window itself, such as the keys in the menu, follows the settings. */
  readonly settingsChanged: (patch: SettingsPatch) => void;
}

/** The answers of the main process, as one table. */
export function createHandlers(services: HandlerServices): Handlers {
  const { library, settings, importer, exporter, agreement, desktop, window } = services;
  const search = createArticleSearch({
    summaries: () => library.summaries(),
    readText: async (articleId) => {
      const text = await library.readText(articleId);
      return text.ok ? text.value : null;
    },
  });
  let lastExport: string | null = null;

  const answer = <E>(done: Result<Acknowledged, E>): Result<Applied, E> =>
    done.ok ? ok(services.announce(done.value)) : done;

  return {
    'app:bootstrap': () => {
      services.windowListens();
      return ok({
        formats: CODECS.map(({ name, title, output, text }) => ({ name, title, output, text })),
        platform: services.platform,
        version: services.version,
        settings: settings.current,
        library: describeLibrary(library),
        history: library.historyState(),
        status: library.status,
        notices: [...(settings.notice ? [settings.notice] : []), ...library.notices()],
        openArticle: firstArticle(library, settings.current.lastArticle),
        screenReader: services.screenReader(),
      });
    },

    'articles:open': async ({ articleId }) => {
      const opened = await library.openArticle(articleId);
      return opened.ok ? ok(describeOpened(opened.value)) : opened;
    },

    'articles:search': async (query) => ok(await search(query)),

    'articles:locate-text': async ({ articleId }) => {
      const path = await desktop.chooseTextFile();
      if (path === null) return err({ type: 'cancelled' });
      const text = await services.locateText(articleId, path);
      if (!text.ok) return text;
      const supplied = await library.supplyText(articleId, text.value);
      if (!supplied.ok) return supplied;
      const opened = await library.openArticle(articleId);
      return opened.ok ? ok(describeOpened(opened.value)) : opened;
    },

    'annotations:apply-change': async ({ articleId, requestId, edit }) => {
      const done = await library.changeArticle(articleId, requestId, (document, text) =>
        planArticleEdit(document, edit, {
          text,
          codebook: library.document.codebook,
          annotator: library.document.self,
          now: services.now().toISOString(),
          newId: services.newId,
        }),
      );
      return answer(done);
    },

    'review:apply-change': async ({ articleId, requestId, edit }) => {
      const { self } = library.document;
      const done = await library.reviewArticle(articleId, requestId, (document, text, others) =>
        planReviewEdit(
          edit,
          describeReviewContext(document, text, others, {
            self,
            now: services.now().toISOString(),
            newId: services.newId,
          }),
        ),
      );
      return answer(done);
    },

    'library:apply-change': async ({ requestId, edit }) =>
      answer(await applyLibraryEdit(services, requestId, edit)),

    'codebook:use': async () => ok(await countCodebookUse(library)),
    'codebook:open': async () => {
      const path = await desktop.chooseCodebookFile();
      return path === null ? err({ type: 'cancelled' }) : openCodebook(path);
    },
    'codebook:save': async ({ format }) => {
      const file = describeCodebookFile(library, format);
      if (!file) return err({ type: 'nothing-to-export' });
      const path = await desktop.chooseCodebookPath(file);
      if (path === null) return err({ type: 'cancelled' });
      const generator = `Framewise ${services.version}`;
      const saved = await saveCodebook({ ...services, generator }, format, path);
      if (saved.ok) lastExport = saved.value.path;
      return saved;
    },

    'history:undo': async ({ requestId }) => answer(await library.undo(requestId)),
    'history:redo': async ({ requestId }) => answer(await library.redo(requestId)),

    'settings:update': (patch) => {
      const updated = settings.update(patch);
      if (patch.theme !== undefined) window.applyTheme(patch.theme);
      services.settingsChanged(patch);
      return ok(updated);
    },

    'import:choose': async ({ what }) => {
      const paths = await desktop.chooseFiles(what);
      return paths.length > 0 ? importer.previewPaths(paths) : err({ type: 'cancelled' });
    },
    'import:preview-paths': ({ paths }) => importer.previewPaths(paths),
    'import:preview-text': ({ text }) => importer.previewText(text),
    'import:preview-sample': () => importer.previewPaths([services.samples.review]),
    'import:preview-clipboard': async () => importer.previewText(await desktop.readClipboard()),
    'import:redecode': ({ token, key, encoding }) => importer.redecode(token, key, encoding),
    'import:commit': ({ token, requestId, decisions }) =>
      importer.commit(token, requestId, decisions),
    'import:cancel': ({ token }) => {
      importer.cancel(token);
      return ok(null);
    },
    'import:stop': async () => ok({ stopped: await importer.stop() }),

    'export:preview': (request) => exporter.preview(request),
    'export:save': async (request) => {
      const codec = findCodec(request.format);
      if (!codec) return err({ type: 'no-such-format', format: request.format });
      const path = await desktop.chooseExportPath(exporter.fileName(request), codec);
      if (path === null) return err({ type: 'cancelled' });
      const saved = await exporter.save(request, path);
      if (saved.ok) lastExport = saved.value.path;
      return saved;
    },

    'export:stop': async () => {
      await exporter.stop();
      return ok(null);
    },

    'agreement:report': (request) => agreement.report(request),
    'agreement:stop': () => {
      agreement.stop();
      return ok(null);
    },
    'agreement:save': async ({ format, ...request }) => {
      const path = await desktop.chooseReportPath(agreement.fileName(request, format), format);
      if (path === null) return err({ type: 'cancelled' });
      const saved = await agreement.save(request, format, path);
      if (saved.ok) lastExport = saved.value.path;
      return saved;
    },

    'recovery:describe': ({ articleId }) => library.recovery(articleId),
    'recovery:recover': async ({ articleId, choice }) => {
      const recovered = await library.recover(articleId, choice);
      return recovered.ok ? ok(describeOpened(recovered.value)) : recovered;
    },
    'store:retry': async () => ok(await library.retry()),

    'clipboard:write': async ({ text }) => {
      await desktop.writeClipboard(text);
      return ok(null);
    },
    'shell:show-export': () => {
      if (lastExport !== null) desktop.showInFolder(lastExport);
      return ok(null);
    },
    'window:run': ({ action }) => {
      window.run(action);
      return ok(null);
    },
  };
}

/** The article of last time; at first the last sample, which has the most quotations to try. */
function firstArticle(library: Library, last: string | null): string | null {
  const articles = library.summaries();
  const known = articles.find(({ id }) => id === last);
  return (known ?? articles.at(last === null ? -1 : 0))?.id ?? null;
}
