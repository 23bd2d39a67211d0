// The rooms of the house: each list from the lowest room up. A room imports itself, rooms before it
// and nothing else; rooms in one inner list stand side by side and do not know each other.

/** @type {Readonly<Record<string, readonly (string | readonly string[])[]>>} */
export const ROOMS = {
  core: [
    'core',
    'core/collections',
    'core/guards',
    'core/text/encoding',
    // How each language says who speaks.
    'core/text/speech',
    'core/text',
    'core/text/units',
    // Which texts can have what is searched for.
    'core/search',
    'core/tags',
    'core/codebook',
    'core/people',
    'core/agreement/pairing',
    'core/agreement/measures',
    'core/agreement/report',
    'core/agreement/report/page',
    'core/compare/words',
    ['core/compare/texts', 'core/compare/likeness'],
    'core/compare/evidence',
    'core/compare/families',
    [
      'core/compare/renderings',
      'core/compare/passages',
      'core/compare/claims',
      'core/compare/measures',
      'core/compare/diff',
    ],
    'core/compare/findings',
    'core/review',
    'core/article',
    // What a page or document says, before it is an article; how each kind is read is further below.
    'core/sources',
    'core/event',
    'core/review/links',
    // What is computed of an event, beside what was said of it.
    'core/compare/comparison',
    'core/compare/table',
    'core/compare/sentences',
    'core/compare/report',
    'core/library',
    'core/exchange/content',
    'core/exchange/containers',
    // How each kind of file is read.
    'core/sources/page/tree',
    'core/sources/page/details',
    'core/sources/paper/layout',
    'core/sources/office',
    ['core/sources/office/docx', 'core/sources/office/odt'],
    ['core/sources/page', 'core/sources/paper'],
    // Pages stand in these as well.
    ['core/sources/tables', 'core/sources/mail', 'core/sources/feeds'],
    [
      'core/exchange/formats/brat',
      'core/exchange/formats/conll',
      'core/exchange/formats/csv',
      'core/exchange/formats/lines',
      'core/exchange/formats/refi',
      'core/exchange/formats/uima',
      'core/exchange/formats/w3c',
    ],
    [
      'core/exchange/formats/label-studio',
      'core/exchange/formats/refi/qdpx',
      'core/exchange/formats/uima/webanno-tsv',
    ],
    'core/exchange/formats',
    'core/exchange/framewise',
    'core/exchange/placing',
    'core/exchange/pipeline',
    // Files with tags are never taken for articles: which reader a file belongs to is asked after them.
    'core/sources/readers',
    'core/sources/verify',
    'core/contract/commands',
    'core/contract',
    'core/contract/for-window',
  ],
  cli: ['cli/terminal', 'cli/files', 'cli/commands', 'cli'],
  electron: [
    'electron/store/disk',
    'electron/store/document/files',
    'electron/store/document',
    'electron/store/library/articles',
    'electron/store/library/events',
    'electron/store/library/owed',
    // A library that is looked at without being entered; the command line does so, too.
    'electron/store/library/outside',
    'electron/store/library/changes',
    'electron/store/library/keeping',
    'electron/store/library/search',
    'electron/store/library',
    'electron/shell',
    'electron/jobs',
    'electron/files',
    'electron/import/reading',
    'electron/people',
    [
      'electron/import',
      'electron/export',
      'electron/agreement',
      'electron/codebook',
      'electron/event',
      'electron/compare',
    ],
    'electron/workers',
    'electron/ipc/handlers',
    'electron/ipc',
    'electron',
  ],
  renderer: [
    // The bridge to the main process, and nothing else.
    'renderer',
    'renderer/editor/text',
    'renderer/editor/paint',
    'renderer/editor/controls',
    'renderer/editor',
    'renderer/model/state',
    'renderer/model/forms',
    'renderer/model/window',
    'renderer/model/article',
    'renderer/model/people',
    'renderer/model/tags',
    // Outlets held against each other; reviewing turns to it.
    'renderer/model/compare/rows',
    'renderer/model/compare',
    'renderer/model/review',
    // Every slice put together.
    'renderer/model',
    'renderer/controls',
    'renderer/controls/lists',
    'renderer/controls/fields',
    'renderer/controls/sheets',
    'renderer/commands/table',
    'renderer/commands',
    // An empty library says the same beside the list and in place of the article.
    'renderer/articles',
    // The figures of an article stand above the list of its differences.
    'renderer/agreement',
    ['renderer/compare/table', 'renderer/compare/dialogs'],
    'renderer/compare/sections',
    'renderer/review/lines',
    'renderer/review/return',
    'renderer/import/reading',
    'renderer/import/tags',
    [
      'renderer/article',
      'renderer/codebook',
      'renderer/compare',
      'renderer/export',
      'renderer/import',
      'renderer/people',
      'renderer/review',
      'renderer/settings',
      'renderer/tags',
    ],
    'renderer/shell',
  ],
  scripts: ['scripts'],
  e2e: ['e2e'],
};

/**
 * What each room may import of its own layer, itself included.
 * @returns {{ layer: string, room: string, allowed: string[] }[]}
 */
export function roomRules() {
  return Object.entries(ROOMS).flatMap(([layer, order]) => {
    const below = [];
    return order.flatMap((entry) => {
      const sideBySide = [entry].flat();
      const rules = sideBySide.map((room) => ({ layer, room, allowed: [...below, room] }));
      below.push(...sideBySide);
      return rules;
    });
  });
}
