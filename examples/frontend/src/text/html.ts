/** Text as HTML, for the few places where a template cannot escape it. */
export function escaped(text: string): string {
  const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}
