import type { Surface } from '../../editor/surface.ts';
import type { AppState } from '../state/app-state.ts';
import type { Page, PaneName } from '../state/page.ts';
import type { Store } from '../state/store.ts';

/** Where an article is on screen, while one is. */
export interface Stage {
  readonly surface: Surface | null;
}

interface FocusNeeds {
  readonly store: Store<Pick<AppState, 'dialog'>>;
  readonly page: Page;
  readonly stage: Stage;
}

/**
 * The only place that decides where the focus goes. Lists, pickers and sheets move it among their
 * own parts themselves.
 */
export class Focus {
  /** How many moves of the focus wait for the next frame. */
  private coming = 0;

  constructor(private readonly needs: FocusNeeds) {}

  /** Whether the focus is on its way: it goes where it has been sent with the next frame. */
  get isMoving(): boolean {
    return this.coming > 0;
  }

  /** Moves the focus, or does what moves it, with the next frame. */
  later(move: () => void): void {
    this.coming += 1;
    this.needs.page.nextFrame(() => {
      this.coming -= 1;
      move();
    });
  }

  /** To what the window is about: the text, or the table of Compare, which has no text beside it. */
  toText(): void {
    if (this.needs.stage.surface) this.needs.stage.surface.focus();
    else this.needs.page.focusPane('comparison');
  }

  toPane(pane: PaneName): void {
    this.needs.page.focusPane(pane);
  }

  /** The same for a pane that has just been opened. */
  toOpenedPane(pane: PaneName): void {
    this.later(() => {
      this.toPane(pane);
    });
  }

  /** Puts the focus on a field of the details once they are drawn. */
  toDetail(field: string): void {
    this.later(() => {
      this.needs.page.focusDetail(field);
    });
  }

  /** The same with a text in it, as if that had just been typed. */
  toTyped(field: string, text: string): void {
    this.later(() => {
      this.needs.page.typeInDetail(field, text);
    });
  }

  /** Puts the focus on the field of the details that stands behind one. */
  toDetailAfter(field: string): void {
    this.needs.page.focusDetailAfter(field);
  }

  /** Gives the focus to the article when what had it is no longer there. */
  keep(): void {
    this.needs.page.nextFrame(() => {
      this.recover();
    });
  }

  /** The same where it goes with what is drawn now; an article that is on its way finds the focus free. */
  keepOver(draw: () => void): void {
    const wasLost = this.isLost();
    draw();
    if (!wasLost) this.keep();
  }

  /** The same at once. */
  recover(): void {
    const { page, stage, store } = this.needs;
    if (!this.isLost() || store.get().dialog) return;
    if (stage.surface || page.hasPane('comparison')) this.toText();
    // An empty library offers what to do in place of the text.
    else this.toPane(page.hasPane('article') ? 'article' : 'articles');
  }

  /** Once a sheet that was just closed has given the focus back to its opener: to the text, then `act`. */
  backToText(act: () => void): void {
    this.later(() => {
      this.toText();
      act();
    });
  }

  /** Whether what had the focus is gone. */
  isLost(): boolean {
    return this.needs.page.focused() === null;
  }

  /** The pane that the focus is in. */
  get pane(): string | null {
    return this.needs.page.focusedPane();
  }

  /** Whether the focus is in the article's text. */
  isInText(): boolean {
    return this.needs.page.isTextFocused();
  }

  /** Answers later whether the text may have the focus: not when something has been entered since. */
  remember(): () => boolean {
    const { page } = this.needs;
    const before = page.focused();
    return () => {
      const now = page.focused();
      return now === before || now === null;
    };
  }

  /** A field whose text becomes a command on leaving it is left now, while its article is open. */
  leaveDetail(): void {
    this.needs.page.leaveDetail();
  }
}
