/** Questions that the window may ask the main process, each answered once. */
export const CHANNELS = [
  'app:bootstrap',
  'articles:open',
  'articles:search',
  'articles:locate-text',
  'annotations:apply-change',
  'review:apply-change',
  'library:apply-change',
  'history:undo',
  'history:redo',
  'settings:update',
  'import:choose',
  'import:preview-paths',
  'import:preview-text',
  'import:preview-clipboard',
  'import:preview-sample',
  'import:redecode',
  'import:commit',
  'import:cancel',
  'import:stop',
  'export:preview',
  'export:save',
  'agreement:report',
  'agreement:stop',
  'agreement:save',
  'recovery:describe',
  'recovery:recover',
  'store:retry',
  'clipboard:write',
  'shell:show-export',
  'window:run',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** News that the main process sends to the window. */
export const EVENTS = [
  'command:run',
  'store:status',
  'library:changed',
  'article:changed',
  'import:offered',
  'import:progress',
  'notice:added',
  'screen-reader:changed',
  'window:closing',
] as const;
export type EventName = (typeof EVENTS)[number];
