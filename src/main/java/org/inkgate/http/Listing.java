package org.inkgate.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param page counted from 1
 * @param size the most items a page holds
 * @param total the items on all pages
 */
public record Listing<T>(List<T> items, int page, int size, long total) {

  /** How many pages there are; 1 when there is nothing at all. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }

  /** The page as JSON: the items below a name of their own, and where among all they are. */
  public JsonObjectBuilder json(String name, Function<? super T, JsonObjectBuilder> item) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    items.forEach(one -> array.add(item.apply(one)));
    return Json.createObjectBuilder()
        .add("page", page)
        .add("size", size)
        .add("pages", pages())
        .add("total", total)
        .add(name, array);
  }
}
