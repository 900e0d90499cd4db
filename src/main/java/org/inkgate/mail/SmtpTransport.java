package org.inkgate.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.inkgate.config.MailAddress;
import org.inkgate.config.Settings.Smtp;

/** Hands a mail to the SMTP server of the settings. */
public class SmtpTransport {

  private static final String TIMEOUT_MILLISECONDS = "10000";

  private final Smtp smtp;
  private final Session session;

  public SmtpTransport(Smtp smtp) {
    this.smtp = smtp;
    this.session = Session.getInstance(properties(smtp), authenticator(smtp));
  }

  private static Properties properties(Smtp smtp) {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", smtp.host());
    properties.put("mail.smtp.port", String.valueOf(smtp.port()));
    properties.put("mail.smtp.auth", String.valueOf(smtp.user().isPresent()));
    properties.put("mail.smtp.ssl.enable", String.valueOf(smtp.tls()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.starttls.enable", String.valueOf(!smtp.tls()));
    properties.put("mail.smtp.starttls.required", String.valueOf(smtp.tlsRequired()));
    properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLISECONDS);
    properties.put("mail.smtp.timeout", TIMEOUT_MILLISECONDS);
    properties.put("mail.smtp.writetimeout", TIMEOUT_MILLISECONDS);
    return properties;
  }

  private static Authenticator authenticator(Smtp smtp) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(
            smtp.user().orElse(""),
            smtp.password()
                .map(password -> new String(password.bytes(), StandardCharsets.UTF_8))
                .orElse(""));
      }
    };
  }

  /**
   * Sends a mail of plain text.
   *
   * @throws MessagingException when the server can't be reached or does not take it
   */
  public void send(String to, String subject, String text, Instant now) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(smtp.from()));
    // An address that hides a second one or a header, or that SMTP would change, is refused.
    MailAddress recipient =
        MailAddress.of(to).orElseThrow(() -> new AddressException("can't be mailed as it is"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient.toString(), true));
    message.setSubject(subject, StandardCharsets.UTF_8.name());
    message.setText(text, StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(now));
    // RFC 3834 §5: no out-of-office answers, please.
    message.setHeader("Auto-Submitted", "auto-generated");
    Transport.send(message);
  }
}
