using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

using Delivery = Afterword.Core.Delivery.Delivery;

internal sealed class UpdateMap : IEntityTypeConfiguration<Update>
{
    public void Configure(EntityTypeBuilder<Update> update)
    {
        update.ToTable("updates").HasKey(u => u.Number);
        update.Property(u => u.Number).ValueGeneratedNever();
        update.HasIndex(u => u.Slot).IsUnique();
        update.HasIndex(u => u.IncidentNumber);
        update.HasIndex(u => u.State);
        update.HasIndex(u => u.ScheduledAt).HasFilter("scheduled_at IS NOT NULL");
        update.HasIndex(u => u.CorrectionOf).HasFilter("correction_of IS NOT NULL");
        update.HasIndex(u => u.PersonId).HasFilter("person_id IS NOT NULL");
        update.HasIndex(u => u.TeamId).HasFilter("team_id IS NOT NULL");
        update
            .HasOne<Incident>()
            .WithMany()
            .HasForeignKey(u => u.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        update.Ignore(u => u.NewEvents).Ignore(u => u.IsFrozen).Ignore(u => u.About);
    }
}

internal sealed class PlanChangeMap : IEntityTypeConfiguration<PlanChange>
{
    public void Configure(EntityTypeBuilder<PlanChange> change)
    {
        change.ToTable("plan_changes").HasKey(c => c.Number);
        change.Property(c => c.Number).ValueGeneratedNever();
        change.HasIndex(c => c.Slot).IsUnique();
        change.HasIndex(c => c.IncidentNumber);
        change.HasIndex(c => c.PersonId);
        change
            .HasOne<Incident>()
            .WithMany()
            .HasForeignKey(c => c.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        change
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(c => c.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
        change.Ignore(c => c.NewEvents).Ignore(c => c.Wish);
    }
}

internal sealed class DeliveryMap : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("deliveries").HasKey(d => d.Id);
        delivery.Property(d => d.Id).ValueGeneratedOnAdd();
        delivery
            .HasIndex(d => new
            {
                d.UpdateNumber,
                d.Channel,
                d.Target,
            })
            .IsUnique();
        delivery.HasIndex(d => new { d.Lane, d.ClaimableAt }).HasFilter("claimable_at IS NOT NULL");
        delivery.HasIndex(d => d.State);
        delivery.HasIndex(d => d.MessageId).HasFilter("message_id IS NOT NULL");
        delivery
            .HasOne<Update>()
            .WithMany()
            .HasForeignKey(d => d.UpdateNumber)
            .OnDelete(DeleteBehavior.Restrict);
        delivery.Ignore(d => d.NewEvents).Ignore(d => d.IsSettled);
    }
}

internal sealed class ConversationMap : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> conversation) =>
        conversation
            .ToTable("conversations")
            .HasKey(c => new
            {
                c.IncidentNumber,
                c.Channel,
                c.Target,
            });
}

internal sealed class GateMap : IEntityTypeConfiguration<Gate>
{
    public void Configure(EntityTypeBuilder<Gate> gate)
    {
        gate.ToTable("gates").HasKey(g => g.Name);
        gate.Ignore(g => g.IsDown);
    }
}

internal sealed class EventMap : IEntityTypeConfiguration<Event>
{
    public void Configure(EntityTypeBuilder<Event> happened)
    {
        happened.ToTable("events").HasKey(e => e.Id);
        happened.Property(e => e.Id).ValueGeneratedOnAdd();
        happened.HasIndex(e => new { e.Subject, e.SubjectId });
        happened.HasIndex(e => e.IncidentNumber);
        happened.HasIndex(e => e.Sequence).IsUnique();
        happened.Ignore(e => e.Facts);
    }
}

internal sealed class AnnouncementMap : IEntityTypeConfiguration<Announcement>
{
    public void Configure(EntityTypeBuilder<Announcement> announcement)
    {
        announcement.ToTable("announcements").HasKey(a => a.EventId);
        announcement
            .HasOne(a => a.Event)
            .WithOne()
            .HasForeignKey<Announcement>(a => a.EventId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
