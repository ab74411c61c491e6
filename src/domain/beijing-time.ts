/** Dates as people in Beijing read them. China keeps UTC+8 the whole year. All arguments are ISO instants. */

const OFFSET = 8 * 3_600_000;
const DAY = 86_400_000;

/** `2022-11-21` */
export function beijingDay(instant: string): string {
  return local(Date.parse(instant)).slice(0, 10);
}

/** Written as `2022-11-21`, and in the calendar. */
export function isDay(written: string): boolean {
  const at = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === written;
}

/** `2022年11月21日` */
export function beijingDate(instant: string): string {
  return inChinese(beijingDay(instant));
}

/** `2022年11月21日09:12` */
export function beijingMoment(instant: string): string {
  return `${beijingDate(instant)}${local(Date.parse(instant)).slice(11, 16)}`;
}

/** As notices say it: midnight is the 24:00 of the day that it ends. */
export function deadlineMoment(deadline: string): string {
  const moment = local(Date.parse(deadline));
  return moment.slice(11, 16) === "00:00" ? `${inChinese(lastDay(deadline))}24:00` : beijingMoment(deadline);
}

/** Calendar days from today to the deadline's last day; 0 on that day, null once it is over. */
export function daysLeft(now: string, deadline: string): number | null {
  if (Date.parse(now) >= Date.parse(deadline)) return null;
  return Math.round((Date.parse(lastDay(deadline)) - Date.parse(beijingDay(now))) / DAY);
}

function lastDay(deadline: string): string {
  return local(Date.parse(deadline) - 1).slice(0, 10);
}

function local(milliseconds: number): string {
  return new Date(milliseconds + OFFSET).toISOString();
}

function inChinese(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year ?? 0}年${month ?? 0}月${date ?? 0}日`;
}
