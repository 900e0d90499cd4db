package org.inkgate.statistics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** The views of one post on one day, as queries name them; {@link ViewStore} writes the rows. */
@Entity
@Table(name = "post_views")
class DayViews {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "post_id")
  private long postId;

  @Column(name = "view_date")
  private LocalDate day;

  private long views;

  protected DayViews() {}
}
