/** Whether an id stands anywhere inside a value. */
export function mentions(value: unknown, id: string): boolean {
  if (value === id) return true;
  return (
    typeof value === "object" && value !== null && Object.values(value).some((inner) => mentions(inner, id))
  );
}
