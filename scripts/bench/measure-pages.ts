// How much of the article of each made page is kept, and how much else, by our reader and by Readability
// alone; and how long one page of 300 KB takes.
import {
  measurePages,
  sharesOf,
  sumOf,
  type PageAccuracy,
} from '../../core/sources/page/testing/accuracy.ts';
import { read, STORY } from '../../core/sources/page/testing/read.ts';

type Shares = ReturnType<typeof sharesOf>;

export interface PagesMeasured {
  readonly rows: readonly {
    readonly page: string;
    readonly ours: Shares;
    readonly readability: Shares;
  }[];
  readonly all: { readonly ours: Shares; readonly readability: Shares };
  /** Milliseconds of processor for one page of 300 KB, the middle of several. */
  readonly milliseconds: number;
}

export function measureReading(folder: string): PagesMeasured {
  const measured: PageAccuracy[] = measurePages(folder);
  return {
    rows: measured.map(({ page, ours, readability }) => ({
      page,
      ours: sharesOf(ours),
      readability: sharesOf(readability),
    })),
    all: {
      ours: sharesOf(sumOf(measured.map((each) => each.ours))),
      readability: sharesOf(sumOf(measured.map((each) => each.readability))),
    },
    milliseconds: timeOfLargePage(),
  };
}

function timeOfLargePage(): number {
  const paragraph = `<div class="a b"><p>${STORY.join(' ')} <a href="/x">A link.</a></p></div>`;
  const menu = `<nav><ul>${'<li class="menu-item"><a href="/y">Section</a></li>'.repeat(1500)}</ul></nav>`;
  const page = `${menu}<article><h1>Title</h1>${paragraph.repeat(480)}</article>`;
  const times = Array.from({ length: 9 }, () => {
    const before = process.cpuUsage();
    read(page);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.toSorted((a, b) => a - b)[4] ?? 0;
}
