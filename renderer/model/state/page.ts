/** Places that F6 goes to, one after the other. */
export type PaneName = 'articles' | 'article' | 'tags' | 'detail' | 'comparison' | 'passages';

/** What the model asks of the page that it is shown on; the model itself knows no document. */
export interface Page {
  /** Width of the window in CSS pixels. */
  width(): number;
  onResize(listener: () => void): void;
  /** Words that are selected in the page, outside of fields. */
  selectedText(): string;
  /** What has the focus, for nothing but to be compared; `null` where nothing has it. */
  focused(): object | null;
  /** Whether the focus is in the article's text. */
  isTextFocused(): boolean;
  /** The pane that the focus is in. */
  focusedPane(): string | null;
  /** Whether a pane is on screen with something in it that can take the focus. */
  hasPane(pane: PaneName): boolean;
  /** Puts the focus into a pane: on its current row, the article, or the first thing that can have it. */
  focusPane(pane: PaneName): void;
  /** Puts the focus on a field of the details, where it is there. */
  focusDetail(field: string): void;
  /** The same for the field behind it, where there is one. */
  focusDetailAfter(field: string): void;
  /** Puts the focus on a field of the details, with a text in it as if that had just been typed. */
  typeInDetail(field: string, text: string): void;
  /** Leaves a field of the details whose text becomes a command on leaving it. */
  leaveDetail(): void;
  /** Keeps a short text of the window's own under a name, also after a restart. */
  keep(name: string, text: string): void;
  /** What was kept under a name. */
  kept(name: string): string | null;
  /** Before the next frame is drawn: what has just been set is on the page by then. */
  nextFrame(act: () => void): void;
  whenIdle(act: () => void): void;
  /** Lets keys and frames have their turn before what is behind it goes on. */
  giveWay(): Promise<void>;
}
