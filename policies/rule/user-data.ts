/** User data as text: EC2 takes it in base64, and some programs write it plain. */
export function decoded(text: string): string {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return text;
  try {
    return atob(text.replace(/\s/g, ""));
  } catch {
    return text;
  }
}
