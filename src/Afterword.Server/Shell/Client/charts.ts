// Draws each chart from the table beside it, so that both always say the same. Only pages with charts load this.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

type Row = { name: string; href: string | null; cells: HTMLTableCellElement[] };
const drawn = new Map<HTMLElement, EChartsType>();

function draw(plot: HTMLElement): void {
  const table = plot.closest(".chart")?.querySelector("table");
  if (!table) return;
  plot.hidden = false;
  drawn.get(plot)?.dispose();
  const chart = init(plot);
  drawn.set(plot, chart);
  const rows = rowsOf(table);
  chart.setOption(options(plot, table, rows));
  chart.on("click", (at) => {
    const href = rows[at.dataIndex]?.href;
    if (href) location.href = href;
  });
}

function rowsOf(table: HTMLTableElement): Row[] {
  return [...table.tBodies[0].rows].map((row) => ({
    name: row.cells[0].innerText.trim(),
    href: row.cells[0].querySelector("a")?.href ?? null,
    cells: [...row.cells],
  }));
}

function options(plot: HTMLElement, table: HTMLTableElement, rows: Row[]): object {
  const ink = color(plot, "var(--aw-quiet)");
  const line = color(plot, "var(--aw-line)");
  const unit = plot.dataset.unit ?? "number";
  const bars = plot.dataset.chart === "bars" || plot.dataset.chart === "ages";
  const names = [...table.querySelectorAll<HTMLElement>("th[data-series]")].map((head) => head.innerText.trim());
  const series = names.flatMap((name, i) => seriesOf(plot, rows, name, i, bars));
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    aria: { enabled: true, decal: { show: bars && names.length > 1 } },
    textStyle: { fontFamily: getComputedStyle(plot).fontFamily },
    grid: { left: 8, right: 12, top: names.length > 1 ? 32 : 12, bottom: 4, containLabel: true },
    legend: names.length > 1 ? { data: names, top: 0, left: 0, textStyle: { color: ink } } : undefined,
    tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: (value: unknown) => words(value, unit) },
    xAxis: {
      type: "category",
      data: rows.map((row) => row.name),
      axisLabel: { color: ink, hideOverlap: true },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      min: 0,
      ...scale(unit, rows),
      minInterval: unit === "number" && bars ? 1 : undefined,
      axisLabel: { color: ink, formatter: (value: number) => words(value, unit) },
      splitLine: { lineStyle: { color: line } },
    },
    series,
  };
}

// Shapes and dashes tell the series apart as well as colors do.
function seriesOf(plot: HTMLElement, rows: Row[], name: string, i: number, bars: boolean): object[] {
  const paint = color(plot, ["var(--aw-blue)", "var(--aw-orange)"][i % 2]);
  const data = values(rows, "value", i);
  if (bars) return [{ name, type: "bar", data, itemStyle: { color: paint }, barMaxWidth: 32 }];
  const main = {
    name,
    type: "line",
    data,
    color: paint,
    symbol: ["circle", "diamond"][i % 2],
    symbolSize: 6,
    showSymbol: true,
    lineStyle: { width: 2, type: ["solid", "dashed"][i % 2] },
  };
  if (plot.dataset.chart !== "band") return [main];
  const low = values(rows, "low", i);
  const high = values(rows, "high", i);
  const flat = { type: "line", stack: `band${i}`, symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
  const spread = low.map((value, at) => (value === null || high[at] === null ? null : high[at]! - value));
  return [{ ...flat, name: "low", data: low }, { ...flat, name: "spread", data: spread, areaStyle: { color: paint, opacity: 0.18 } }, main];
}

// A slice without data is a gap, never a zero.
function values(rows: Row[], kind: "value" | "low" | "high", i: number): (number | null)[] {
  return rows.map((row) => {
    const text = row.cells.filter((cell) => kind in cell.dataset)[i]?.dataset[kind];
    return text ? Number(text) : null;
  });
}

// Clocks count in sixties and twenty-fours: marks stand at whole minutes, hours or days, and the last one at or above every value.
function scale(unit: string, rows: Row[]): { max?: number; interval?: number } {
  if (unit === "share") return { max: 1 };
  if (unit !== "time") return {};
  const top = Math.max(0, ...(["value", "high"] as const).flatMap((kind) => values(rows, kind, 0)).map((value) => value ?? 0));
  const hour = 3600;
  const steps = [60, 300, 600, 900, 1800, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour];
  for (let days = 2; days <= 1024; days *= 2) steps.push(days * 24 * hour);
  const interval = top > 0 ? steps.find((seconds) => top / seconds <= 6) : undefined;
  return interval ? { interval, max: Math.ceil(top / interval) * interval } : {};
}

function words(value: unknown, unit: string): string {
  if (typeof value !== "number") return "no data";
  if (unit === "share") return `${Math.round(value * 100)} %`;
  if (unit !== "time") return `${Math.round(value * 100) / 100}`;
  const minutes = value / 60;
  if (minutes >= 60 && minutes < 2880 && minutes % 60 === 0) return `${minutes / 60} h`;
  if (minutes < 90) return `${Math.round(minutes)} min`;
  return minutes < 2880 ? `${Math.round(minutes / 6) / 10} h` : `${Math.round(minutes / 144) / 10} d`;
}

// The canvas knows neither variables nor every notation; one painted point gives what it came to.
function color(near: HTMLElement, css: string): string {
  const probe = near.appendChild(document.createElement("span"));
  probe.style.color = css;
  const point = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  point.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  point.fillRect(0, 0, 1, 1);
  const [r, g, b] = point.getImageData(0, 0, 1, 1).data;
  return `rgb(${r}, ${g}, ${b})`;
}

const all = (): void => document.querySelectorAll<HTMLElement>(".plot[data-chart]").forEach(draw);
all();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
new MutationObserver(all).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
const sizes = new ResizeObserver((seen) => seen.forEach((one) => drawn.get(one.target as HTMLElement)?.resize()));
document.querySelectorAll(".plot").forEach((plot) => sizes.observe(plot));

// Paper is white whatever the screen is.
let theme: string | undefined;
addEventListener("beforeprint", () => {
  theme = document.documentElement.dataset.bsTheme;
  document.documentElement.dataset.bsTheme = "light";
  all();
});
addEventListener("afterprint", () => {
  document.documentElement.dataset.bsTheme = theme;
});
