using Afterword.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("people").HasKey(p => p.Id);
        person.Property(p => p.Id).ValueGeneratedNever();
        person.HasIndex(p => p.Handle).IsUnique();
        person.HasIndex(p => new { p.Name, p.Id });
        person.HasIndex(p => p.ManagerId);
        person
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(p => p.ManagerId)
            .OnDelete(DeleteBehavior.Restrict);
        person.PrimitiveCollection(p => p.StoppedMail);
        person.Ignore(p => p.NewEvents);
    }
}

internal sealed class TeamMap : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> team)
    {
        team.ToTable("teams").HasKey(t => t.Id);
        team.Property(t => t.Id).ValueGeneratedNever();
        team.HasIndex(t => t.Handle).IsUnique();
        team.HasIndex(t => new { t.Name, t.Id });
        team.HasIndex(t => t.LeadId);
        team.HasOne<Person>()
            .WithMany()
            .HasForeignKey(t => t.LeadId)
            .OnDelete(DeleteBehavior.Restrict);
        team.PrimitiveCollection(t => t.MemberIds);
        team.Ignore(t => t.NewEvents);
    }
}

internal sealed class ServiceMap : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> service)
    {
        service.ToTable("services").HasKey(s => s.Id);
        service.Property(s => s.Id).ValueGeneratedNever();
        service.HasIndex(s => s.Handle).IsUnique();
        service.HasIndex(s => new { s.Name, s.Id });
        service.HasIndex(s => s.OwnerTeamId);
        service
            .HasOne<Team>()
            .WithMany()
            .HasForeignKey(s => s.OwnerTeamId)
            .OnDelete(DeleteBehavior.Restrict);
        service.PrimitiveCollection(s => s.Tags);
        service.Ignore(s => s.NewEvents);
    }
}

internal sealed class ProgressScheduleMap : IEntityTypeConfiguration<Core.Updates.ProgressSchedule>
{
    public void Configure(EntityTypeBuilder<Core.Updates.ProgressSchedule> schedule)
    {
        schedule.ToTable("progress_schedules").HasKey(s => s.TeamId);
        schedule.Property(s => s.TeamId).ValueGeneratedNever();
        schedule.HasIndex(s => s.NextAt).HasFilter("next_at IS NOT NULL");
        schedule
            .HasOne<Team>()
            .WithOne()
            .HasForeignKey<Core.Updates.ProgressSchedule>(s => s.TeamId)
            .OnDelete(DeleteBehavior.Restrict);
        schedule
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(s => s.WriterId)
            .OnDelete(DeleteBehavior.Restrict);
        schedule.Ignore(s => s.NewEvents);
    }
}
