import { execFileSync } from 'node:child_process';
import { writeFileSync, rmSync } from 'node:fs';
const exe = execFileSync('node', ['scripts/electron-path.mjs'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
}).trim();
import { startElectron, endElectrons } from './electron-window.mjs';
import path from 'node:path';
const size = process.argv[2] ?? 'small';
const { build } = await import('vite');
await build({
  root: process.cwd(),
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  ssr: { target: 'node', noExternal: true },
  build: {
    ssr: true,
    outDir: '/tmp/dbgbuild',
    emptyOutDir: false,
    rolldownOptions: {
      input: path.resolve('scripts/bench/library-files.ts'),
      output: { entryFileNames: 'l.mjs' },
    },
  },
});
const { buildBenchArticles } = await import('/tmp/dbgbuild/l.mjs');
const art = buildBenchArticles('seeds')[size];
writeFileSync(`/tmp/${size}.json`, art.file);
const DATA = `/tmp/dbgdata-${size}`;
rmSync(DATA, { recursive: true, force: true });
setTimeout(() => {
  console.log('TIMEOUT');
  process.exit(1);
}, 90000).unref();
const run = await startElectron({
  executable: exe,
  folder: process.cwd(),
  args: ['--user-data-dir=' + DATA, `/tmp/${size}.json`],
  frameLimit: process.argv[4] === 'limit',
  ready: () => Boolean(window.framewiseBench?.state.article),
});
const { window: w } = run;
const b = w.page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true });
await b.waitFor({ timeout: 60000 });
await w.page
  .getByRole('dialog')
  .getByRole('checkbox', { name: /These are my own/ })
  .check({ timeout: 5000 });
await b.click();
await w.page.getByRole('dialog').waitFor({ state: 'detached' });
await w.rest(500);
await w.evaluate((id) => window.framewiseBench.openArticle(id), art.id);
await w.rest(2000);
await w.app.evaluate(({ BrowserWindow }) =>
  BrowserWindow.getAllWindows()[0].setContentSize(1360, 860),
);
await w.rest(500);
if (process.argv[3] === 'sets') {
  const many=async(label,fn)=>{ const before=await w.workDone(); const t=await w.evaluate(fn); console.log(label,'wall per set',t.toFixed(2),'work',(((await w.workDone())-before)/60).toFixed(2)); };
  const body=(expr)=>`async()=>{const ws=window.framewiseBench; const t=performance.now(); for(let i=0;i<60;i++){ ${expr}; await new Promise(r=>{const c=new MessageChannel();window.cc=c;c.port1.onmessage=r;c.port2.postMessage(0);}); } return (performance.now()-t)/60; }`;
  for (const [l,e] of [['nothing',''],['noop','ws.store.set({})'],['status','ws.store.set({status:{type:"saved",at:new Date().toISOString()}})'],['status saving','ws.store.set({status:{type:i%2?"saving":"saved",at:null}})'],['message','ws.say("m"+i)'],['selection','ws.store.set({selection:{...ws.state.selection}})'],['history','ws.store.set({history:{...ws.state.history}})'],['articleVersion','ws.store.set({articleVersion:ws.state.articleVersion+1})'],['library','ws.store.set({library:{...ws.state.library}})'],['selectedTags','ws.store.set({selectedTags:[ws.state.article.tags.at(5000+i%2).id]})'],['settings','ws.store.set({settings:{...ws.state.settings}})']]) await many(l, body(e));
  await w.cdp.send('Profiler.enable'); await w.cdp.send('Profiler.setSamplingInterval',{interval:100}); await w.cdp.send('Profiler.start');
  await many('profiled', body(process.argv[5] ?? 'ws.store.set({status:{type:"saved",at:new Date().toISOString()}})'));
  const {profile}=await w.cdp.send('Profiler.stop'); await run.quit();
  const byId=new Map(profile.nodes.map(n=>[n.id,n])); const parent=new Map(); for(const n of profile.nodes) for(const c of n.children??[]) parent.set(c,n.id);
  const key=n=>`${n.callFrame.functionName||'(anon)'} :${n.callFrame.lineNumber+1}:${n.callFrame.columnNumber+1}`;
  const total=new Map(), self=new Map();
  profile.samples.forEach((id,i)=>{const dt=profile.timeDeltas[i]/1000; const k0=key(byId.get(id)); self.set(k0,(self.get(k0)??0)+dt); const seen=new Set(); for(let p=id;p!==undefined;p=parent.get(p)){const k=key(byId.get(p)); if(!seen.has(k)){seen.add(k); total.set(k,(total.get(k)??0)+dt);}}});
  const top=(m,n)=>[...m].sort((a,b)=>b[1]-a[1]).slice(0,n).map(([k,v])=>`${(v/60).toFixed(3)} ${k}`).join('\n');
  console.log('SELF\n'+top(self,14)+'\nTOTAL\n'+top(total,40)); process.exit(0);
}
await w.cdp.send('Profiler.enable');
await w.cdp.send('Profiler.setSamplingInterval', { interval: 100 });
if(process.env.PLAIN) await w.evaluate(()=>{document.querySelector('.article-text').setAttribute('contenteditable','plaintext-only')});
const sz = ({ article }) => article.tags.size;
const m = Math.floor(art.text.length / 2);
const tracing = process.argv[3] === 'trace';
for (let n = 0; n < 14; n++) {
  const at = m + n * 60;
  const word = /\p{L}{4,}/u.exec(art.text.slice(at));
  const s = at + word.index,
    e = s + word[0].length;
  await w.evaluate(
    (s, e) => {
      const { surface } = window.framewiseBench;
      surface.setSelection(s, e);
      surface.reveal({ start: s, end: e }, { block: 'center' });
    },
    s,
    e,
  );
  await w.rest(400);
  const idle = await w.measure(() => w.press('shift', null));
  if (n === 4 && !tracing) await w.cdp.send('Profiler.start');
  if (n === 10 && tracing) {
    globalThis.ev = [];
    w.cdp.on('Tracing.dataCollected', ({ value }) => ev.push(...value));
    await w.cdp.send('Tracing.start', {
      traceConfig: {
        includedCategories: [
          'devtools.timeline',
          'blink',
          'blink.user_timing',
          'toplevel',
          'disabled-by-default-devtools.timeline',
          'v8',
        ],
      },
      transferMode: 'ReportEvents',
    });
  }
  const r = await w.measure(() => w.press('one', sz));
  const d = await w.measure(() => w.press('delete', sz));
  const f = (x) => `${x.wall.toFixed(1)}/${x.work.toFixed(1)}`;
  console.log('wall/work idle', f(idle), 'tag', f(r), 'del', f(d));
}
if (tracing) {
  const done = new Promise((r) => w.cdp.on('Tracing.tracingComplete', r));
  await w.cdp.send('Tracing.end');
  await done;
  writeFileSync('/tmp/trace.json', JSON.stringify(ev));
  await run.quit();
  process.exit(0);
}
const { profile } = await w.cdp.send('Profiler.stop');
writeFileSync('/tmp/prof.cpuprofile', JSON.stringify(profile));
await run.quit();
const self = new Map(),
  total = new Map();
const byId = new Map(profile.nodes.map((n) => [n.id, n]));
const parent = new Map();
for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id);
const key = (n) =>
  `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.split('/').pop()}:${n.callFrame.lineNumber + 1}:${n.callFrame.columnNumber}`;
profile.samples.forEach((id, i) => {
  const dt = profile.timeDeltas[i] / 1000;
  const k = key(byId.get(id));
  self.set(k, (self.get(k) ?? 0) + dt);
  const seen = new Set();
  for (let p = id; p !== undefined; p = parent.get(p)) {
    const kk = key(byId.get(p));
    if (!seen.has(kk)) {
      seen.add(kk);
      total.set(kk, (total.get(kk) ?? 0) + dt);
    }
  }
});
const top = (m, n) =>
  [...m]
    .sort((a, b) => b[1] - a[1])
    .slice(0, n)
    .map(([k, v]) => `${(v / 10).toFixed(2)} ${k}`)
    .join('\n');
console.log('SELF per op pair\n' + top(self, 22));
console.log('TOTAL\n' + top(total, 45));
process.exit(0);
