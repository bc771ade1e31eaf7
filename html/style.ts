import { Markup } from "./markup.ts";

const light = `--ground:#fff;--raised:#f6f7f9;--line:#d5dae1;--strong:#aab2be;--ink:#161b22;--soft:#4d5866;--link:#0b57b0;--focus:#0b57b0;
--good:#0f6b3a;--good-ground:#e8f5ed;--warn:#7d4e00;--warn-ground:#fdf3dc;--bad:#a3131f;--bad-ground:#fdebec;--none:#4d5866;--none-ground:#eef0f3;--edge:#7a8594;--in:#0b57b0`;
const dark = `--ground:#0f1318;--raised:#171d24;--line:#2c3540;--strong:#4b5764;--ink:#e4e9ef;--soft:#a3aebb;--link:#7fb6ff;--focus:#7fb6ff;
--good:#6fd39a;--good-ground:#12301f;--warn:#f0c068;--warn-ground:#33270d;--bad:#ff9a9f;--bad-ground:#3d1519;--none:#a3aebb;--none-ground:#222a33;--edge:#7f8b99;--in:#7fb6ff`;

/** The style sheet: system fonts, light and dark, narrow and wide, screen and print. */
export const style = new Markup(`<style>
:root{color-scheme:light dark;${light}}
@media screen and (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
html{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,sans-serif;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font-variant-numeric:tabular-nums}
code{font:.86em/1.45 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:2px;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem;background:var(--ground);padding:.5rem 1rem}
.skip:focus{left:1rem;top:1rem;z-index:1}
header,.page,footer{max-width:1440px;margin:0 auto;padding:0 2rem}
header{padding-top:2.2rem;padding-bottom:1rem}
.eyebrow{margin:0;font-size:.8rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft)}
h1{font-size:1.9rem;line-height:1.2;margin:.1rem 0 .8rem;font-weight:650;letter-spacing:-.01em}
h1 .quiet{font-weight:400}
h2{font-size:1.3rem;line-height:1.3;margin:0 0 .8rem;font-weight:650}
h3{font-size:1rem;line-height:1.4;margin:1.4rem 0 .4rem;font-weight:650}
p{margin:0 0 .7rem;max-width:78ch;overflow-wrap:break-word}
.quiet{color:var(--soft)}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2.2rem;margin:0 0 .4rem}
.facts dt{font-size:.78rem;color:var(--soft)}
.facts dd{margin:0}
.page{display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:2.5rem;border-top:1px solid var(--line)}
nav{position:sticky;top:0;align-self:start;padding:1.6rem 0;font-size:.9rem}
nav ol{list-style:none;margin:0;padding:0}
nav a{display:block;padding:.22rem 0;color:var(--soft);text-decoration:none}
nav a:hover{color:var(--link);text-decoration:underline}
main{padding:1.6rem 0 3rem;min-width:0}
main>section{padding:1.6rem 0 .8rem;border-top:1px solid var(--line)}
.verdict{border:1px solid var(--line);border-left:5px solid var(--none);border-radius:4px;padding:1.1rem 1.4rem .6rem!important;background:var(--raised)}
.verdict.good{border-left-color:var(--good)}.verdict.warn{border-left-color:var(--warn)}.verdict.bad{border-left-color:var(--bad)}
.verdict h2{font-size:.95rem;color:var(--soft);font-weight:600;margin-bottom:.3rem}
.verdict h3{font-size:.85rem;color:var(--soft);margin:.9rem 0 .2rem;font-weight:600}
.sentence{font-size:1.22rem;line-height:1.4;font-weight:600;max-width:66ch;margin:0}
.verdict ol{margin:.2rem 0 .6rem;padding-left:1.3rem}
.verdict li{margin:.15rem 0;max-width:90ch}
.grounds{margin:.1rem 0 .5rem}
.grounds div{display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:.1rem 1.2rem;padding:.28rem 0;border-top:1px solid var(--line);font-size:.92rem;line-height:1.42}
.grounds div:first-child{border-top:0}
.grounds dd{margin:0;overflow-wrap:anywhere}
.grounds .attention dt::before{content:"";display:inline-block;width:.5em;height:.5em;margin-right:.45em;border-radius:50%;background:var(--warn)}
.sign{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:1rem 1.6rem;margin:.4rem 0 1.6rem}
.sign dt{font-size:.8rem;color:var(--soft)}
.sign dd{margin:0;height:2.4rem;border-bottom:1px solid var(--strong)}
.annex{margin:0;padding:1.2rem 0 .6rem;border-top:1px solid var(--line);font-size:.8rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft)}
table.digests{min-width:56rem}
.tally{display:flex;flex-wrap:wrap;gap:.4rem 3rem;margin:1rem 0 1.4rem}
.counts h3{font-size:.78rem;color:var(--soft);font-weight:600;margin:.3rem 0 .1rem}
.counts dl{display:flex;gap:1.3rem;margin:0}
.count{display:flex;flex-direction:column-reverse}
.count dt{font-size:.8rem;color:var(--soft)}
.count dd{margin:0;font-size:1.5rem;line-height:1.2;font-weight:600}
.count.good dd{color:var(--good)}.count.warn dd{color:var(--warn)}.count.bad dd{color:var(--bad)}.count.zero dd{color:var(--soft);font-weight:400}
.badge{display:inline-block;padding:0 .45em;border-radius:3px;font-size:.8rem;line-height:1.45rem;font-weight:600;white-space:nowrap;border:1px solid;color:var(--none);background:var(--none-ground);border-color:color-mix(in srgb,var(--none) 35%,transparent)}
.badge.good{color:var(--good);background:var(--good-ground);border-color:color-mix(in srgb,var(--good) 35%,transparent)}
.badge.warn{color:var(--warn);background:var(--warn-ground);border-color:color-mix(in srgb,var(--warn) 35%,transparent)}
.badge.bad{color:var(--bad);background:var(--bad-ground);border-color:color-mix(in srgb,var(--bad) 35%,transparent)}
.badge::before{content:"";display:inline-block;width:.5em;height:.5em;margin-right:.4em;border:1.5px solid currentColor;border-radius:50%}
.badge.good::before{background:currentColor}
.badge.warn::before{background:linear-gradient(90deg,currentColor 50%,transparent 50%)}
.badge.bad::before{border-radius:0;background:currentColor;transform:rotate(45deg) scale(.85)}
.scroll{overflow-x:auto;margin:.4rem 0 1.2rem}
table{border-collapse:collapse;width:100%;font-size:.87rem;line-height:1.42}
caption{text-align:left;color:var(--soft);padding:0 0 .5rem;max-width:86ch}
th,td{text-align:left;vertical-align:top;padding:.42rem .9rem .42rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
th:last-child,td:last-child{padding-right:0}
thead th{border-bottom:1.5px solid var(--strong);font-size:.8rem;color:var(--soft);font-weight:600;vertical-align:bottom}
tbody th{font-weight:600}
tr:target th,tr:target td,article:target{background:var(--warn-ground)}
td p,td ul{margin:0}
.why{font-size:.92em;color:var(--soft);margin-top:.25rem}
table.matrix{width:auto}
table.matrix th,table.matrix td{min-width:6.2rem;max-width:11rem}
table.matrix thead th:first-child,table.matrix tbody th{position:sticky;left:0;background:var(--ground);min-width:10rem}
table.controls{min-width:64rem}
table.controls th:first-child{width:13%}table.controls td:nth-child(2){width:17%}table.controls td:nth-child(3){width:24%}table.controls td:nth-child(4){width:22%}table.controls td:nth-child(5){width:15%}
table.rules,table.findings,table.advisories,table.waivers,table.flows{min-width:56rem}
table.rules th:first-child,table.findings th:first-child{width:22%}
table.images code{font-size:.8rem}
ul,ol{padding-left:1.2rem;margin:.3rem 0 .8rem}
li{margin:.12rem 0}
.plain{list-style:none;padding:0}
.ids{font-weight:400}
.ids li{white-space:nowrap}
.aside{color:var(--soft);font-weight:400}
.run li{display:inline}.run li+li::before{content:", "}
details{margin:.15rem 0}
summary{cursor:pointer;color:var(--link)}
summary:hover{text-decoration:underline}
main>section>details{margin:.5rem 0}
main>section>details>summary{font-weight:600;padding:.25rem 0}
.proof{padding:.7rem 0 .5rem;border-top:1px solid var(--line)}
.proof:first-of-type{border-top:0;padding-top:0}
.proof h3{margin:0 0 .15rem;font-weight:600}
.meta{color:var(--soft);font-size:.87rem;margin:0 0 .3rem}
.counterexample{border-left:3px solid var(--bad);padding:.1rem 0 .1rem .9rem;margin:.5rem 0}
.hops li{margin:.3rem 0;overflow-wrap:anywhere}
.risks{margin:0}
.risks div{display:grid;grid-template-columns:minmax(10rem,17rem) minmax(0,1fr);gap:.2rem 1.6rem;padding:.55rem 0;border-top:1px solid var(--line)}
.risks div:first-child{border-top:0}
.risks dt{font-weight:600}
h1,h2,nav a,caption,main li,.verdict li,.proof h3,.facts dd{overflow-wrap:anywhere}
.risks dd{margin:0;max-width:76ch}
figure{margin:0 0 1.4rem}
figcaption{font-size:.87rem;color:var(--soft);max-width:86ch}
.key{font-weight:600;color:var(--in)}
.keep{display:block;max-width:100%;min-width:46rem;height:auto}
.keep text{fill:var(--ink);font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,sans-serif}
.keep .zone{font-size:12px;font-weight:600;fill:var(--soft)}
.keep .rule{stroke:var(--line);fill:none}
.keep .node{fill:var(--raised);stroke:var(--strong)}
.keep .node.workloads{stroke:var(--ink)}
.keep .name{font-size:13px;font-weight:600}
.keep .detail{font-size:11px;fill:var(--soft)}
.keep .port{fill:var(--none-ground)}
.keep .on{font-size:11.5px;font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
.keep .edge{fill:none;stroke:var(--edge);stroke-width:1.25}
.keep .edge.in{stroke:var(--in);stroke-width:2}
.keep #tip path{fill:var(--edge)}.keep #tip-in path{fill:var(--in)}
footer{border-top:1px solid var(--line);padding-top:1rem;padding-bottom:2.5rem;font-size:.85rem;color:var(--soft)}
@media (max-width:60rem){header,.page,footer{padding-left:1rem;padding-right:1rem}.page{display:block}nav{position:static;padding:1rem 0 0}nav ol{display:flex;gap:0 1.1rem;overflow-x:auto;white-space:nowrap}nav a{overflow-wrap:normal}.risks div,.grounds div{display:block}.sign{grid-template-columns:repeat(2,minmax(0,1fr))}.tally{gap:.4rem 2rem}.counts dl{gap:1rem}.sentence{font-size:1.1rem}}
@media (max-width:30rem){header{padding-top:1rem;padding-bottom:.5rem}h1{font-size:1.5rem;margin-bottom:.4rem}.facts{gap:.2rem 1.3rem;font-size:.87rem}nav{padding-top:.4rem}main{padding-top:.6rem}.verdict{padding:.7rem .9rem .4rem!important}.sentence{font-size:1rem}.grounds div{font-size:.87rem}.counts dl{flex-wrap:wrap}}
@media print{
@page{size:A4;margin:14mm 12mm}
html{font-size:9.5pt}
header,.page,footer{max-width:none;padding-left:0;padding-right:0}
.page{display:block}nav,.skip{display:none}
main{padding-top:.6rem}
a{color:inherit;text-decoration:none}
.annex{break-before:page;border-top:0;padding-top:0}
.verdict{padding:.7rem 1rem .3rem!important}
header{padding-top:0;padding-bottom:.3rem}
h1{font-size:1.35rem;margin-bottom:.3rem}
.facts{gap:.1rem 1.4rem}
.sentence{font-size:1.05rem}
.grounds div{display:grid;grid-template-columns:8.6rem minmax(0,1fr);font-size:8pt;line-height:1.35;padding:.14rem 0}
.verdict h3{margin:.45rem 0 .1rem}
.verdict ol{font-size:8pt;margin-bottom:.3rem}
.verdict li{margin:.05rem 0}
.tally{gap:.2rem 1.4rem;margin:.5rem 0 .7rem}
.counts dl{gap:.7rem;flex-wrap:nowrap}
.count dt{font-size:.68rem}
.count dd{font-size:1.05rem}
.sign{grid-template-columns:repeat(4,minmax(0,1fr))}
.sign,.tally{break-inside:avoid}
details::details-content{content-visibility:visible!important;block-size:auto!important}
details>summary{list-style:none;color:var(--soft)}
summary::-webkit-details-marker{display:none}
.scroll{overflow:visible}
table,table.controls,table.rules,table.findings,table.advisories,table.waivers,table.flows,table.digests{min-width:0;width:100%;font-size:7.6pt}
table.matrix{width:100%;table-layout:fixed;font-size:7pt}
table.matrix th,table.matrix td,table.matrix thead th:first-child,table.matrix tbody th{min-width:0;position:static;padding-right:.35rem}
th,td{overflow-wrap:anywhere;padding-right:.5rem}
thead{display:table-header-group}
tr,.proof h3,.risks div,.counterexample,figure,h2,h3{break-inside:avoid}
h2,h3,caption,summary{break-after:avoid}
table.controls tr{break-inside:auto}
table.controls th:first-child{width:11%}table.controls td:nth-child(2){width:12%}table.controls td:nth-child(3){width:17%}table.controls td:nth-child(4){width:36%}table.controls td:nth-child(5){width:17%}
.ids{font-weight:400}
.ids li{white-space:normal}
.keep{min-width:0;width:100%}
.badge,.verdict{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
</style>`);
