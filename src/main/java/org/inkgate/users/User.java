package org.inkgate.users;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.inkgate.config.MailAddress;

/** A user: the owner of an account. */
@Entity
@Table(name = "users")
public class User {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String username;

  @Column(name = "username_key")
  private String usernameKey;

  private String email;

  @Column(name = "email_key")
  private String emailKey;

  @Column(name = "email_verified")
  private boolean emailVerified;

  @Column(name = "password_hash")
  private String passwordHash;

  @Enumerated(EnumType.STRING)
  private Role role;

  private boolean enabled;

  @Column(name = "display_name")
  private String displayName = "";

  @Column(name = "display_key")
  private String displayKey = "";

  private boolean hidden;

  private String bio = "";

  private String website = "";

  private String avatar = "";

  @Column(name = "created_at")
  private Instant createdAt;

  protected User() {}

  public User(String username, String email, String passwordHash, Role role, Instant now) {
    this.username = username;
    this.usernameKey = key(username);
    this.email = email;
    this.emailKey = emailKey(email);
    this.passwordHash = passwordHash;
    this.role = role;
    this.enabled = true;
    this.createdAt = now;
  }

  /** Whether readers take a user name for this user's. */
  public boolean hasName(String other) {
    return usernameKey.equals(key(other)) || displayKey.equals(key(other));
  }

  public boolean hasEmail(String other) {
    return emailKey.equals(emailKey(other));
  }

  /** Names and addresses that differ in case only are the same. */
  public static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Leaves the address to another account; this one can still confirm it, and get it back. */
  void releaseEmail() {
    // No address has a space.
    emailKey = "unconfirmed " + id;
  }

  /** Addresses of one mailbox are the same, whichever form their domain has. */
  static String emailKey(String email) {
    return MailAddress.of(email).map(MailAddress::key).orElseGet(() -> key(email));
  }

  public long id() {
    return id;
  }

  public String username() {
    return username;
  }

  /**
   * The name readers see: the chosen one, or else the user name. What users say about themselves is
   * public as soon as an editor trusts them with publishing, and not before.
   */
  public String displayName() {
    return displayName.isEmpty() || !role.publishes() ? username : displayName;
  }

  /** The public data; see {@link #displayName}. */
  public Profile profile() {
    return role.publishes() ? ownProfile() : new Profile(username, username, "", "", "");
  }

  /** What the user says, whether or not others see it. */
  public Profile ownProfile() {
    String name = displayName.isEmpty() ? username : displayName;
    return new Profile(username, name, bio, website, avatar);
  }

  public ProfileDraft profileDraft() {
    return new ProfileDraft(displayName, bio, website, avatar);
  }

  void changeProfile(ProfileDraft draft) {
    displayName = draft.displayName();
    displayKey = NameKey.of(displayName);
    bio = draft.bio();
    website = draft.website();
    avatar = draft.avatar();
  }

  String changeAvatar(String path) {
    String before = avatar;
    avatar = path;
    return before;
  }

  public String email() {
    return email;
  }

  /** Whether the user has shown to read mail that is sent to the address. */
  public boolean emailVerified() {
    return emailVerified;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public String passwordHash() {
    return passwordHash;
  }

  public Role role() {
    return role;
  }

  public boolean enabled() {
    return enabled;
  }

  /** Whether an administrator hid everything of this user. */
  public boolean hidden() {
    return hidden;
  }

  void hide(boolean newHidden) {
    hidden = newHidden;
  }

  /** Whether a caller authenticated as this user some moments ago would still be accepted. */
  public boolean isStill(User checked) {
    return enabled && passwordHash.equals(checked.passwordHash);
  }

  void changeEmail(String newEmail, boolean verified) {
    emailVerified = verified || emailVerified && hasEmail(newEmail);
    email = newEmail;
    emailKey = emailKey(newEmail);
  }

  void rename(String newName) {
    username = newName;
    usernameKey = key(newName);
  }

  public void rehash(String newHash) {
    passwordHash = newHash;
  }

  public void changeRole(Role newRole) {
    role = newRole;
  }

  public void disable() {
    enabled = false;
  }

  public void enable() {
    enabled = true;
  }
}
