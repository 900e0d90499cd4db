package org.inkgate.transfer.wordpress;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the posts of a WordPress site refer to: images, blocks that several posts share, users. */
final class WordPressSite {

  /** An image of the library. */
  record Attachment(String url, String parent, String alt, String caption) {}

  private final Map<String, Attachment> attachments = new LinkedHashMap<>();
  private final Map<String, String> sharedBlocks = new HashMap<>();
  private final Map<String, String> loginsById = new HashMap<>();
  private String address = "";

  String address() {
    return address;
  }

  void setAddress(String address) {
    this.address = address;
  }

  void addLogin(String id, String login) {
    loginsById.put(id, login);
  }

  Optional<String> login(String id) {
    return Optional.ofNullable(loginsById.get(id));
  }

  /** Remembers an item that others may refer to. */
  void add(WordPressItem item) {
    if ("attachment".equals(item.type())) {
      String url =
          item.value("wp:attachment_url").isEmpty()
              ? item.value("guid")
              : item.value("wp:attachment_url");
      attachments.put(
          item.id(),
          new Attachment(
              url.strip(),
              item.value("wp:post_parent").strip(),
              item.meta().getOrDefault("_wp_attachment_image_alt", ""),
              item.value("excerpt:encoded")));
    } else if ("wp_block".equals(item.type())) {
      sharedBlocks.put(item.id(), item.value("content:encoded"));
    }
  }

  Optional<Attachment> attachment(String id) {
    return Optional.ofNullable(attachments.get(id));
  }

  Optional<String> sharedBlock(String id) {
    return Optional.ofNullable(sharedBlocks.get(id));
  }

  /** The images of a gallery: those that it names, else those that belong to the post. */
  List<Attachment> gallery(Map<String, String> attributes, String postId) {
    String ids = attributes.getOrDefault("ids", attributes.getOrDefault("include", ""));
    Stream<Attachment> images =
        ids.isBlank()
            ? attachments.values().stream().filter(it -> it.parent().equals(postId))
            : Stream.of(ids.split(",")).map(String::strip).flatMap(id -> attachment(id).stream());
    return images.filter(it -> it.url().matches("(?i).*\\.(jpe?g|png|gif|webp|avif)")).toList();
  }
}
