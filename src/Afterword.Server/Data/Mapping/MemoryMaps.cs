using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

internal sealed class SameCauseMap : IEntityTypeConfiguration<SameCause>
{
    public void Configure(EntityTypeBuilder<SameCause> same)
    {
        same.ToTable("same_causes").HasKey(s => s.Number);
        same.Property(s => s.Number).ValueGeneratedNever();
        same.HasIndex(s => new { s.IncidentNumber, s.EarlierNumber }).IsUnique();
        same.HasIndex(s => s.EarlierNumber);
        same.HasOne<Incident>()
            .WithMany()
            .HasForeignKey(s => s.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        same.HasOne<Incident>()
            .WithMany()
            .HasForeignKey(s => s.EarlierNumber)
            .OnDelete(DeleteBehavior.Restrict);
        same.Ignore(s => s.NewEvents);
    }
}

internal sealed class FixCheckMap : IEntityTypeConfiguration<FixCheck>
{
    public void Configure(EntityTypeBuilder<FixCheck> check)
    {
        check.ToTable("fix_checks").HasKey(c => c.Number);
        check.Property(c => c.Number).ValueGeneratedNever();
        check.HasIndex(c => c.IncidentNumber);
        check.HasIndex(c => c.ItemNumber);
        check
            .HasOne<Incident>()
            .WithMany()
            .HasForeignKey(c => c.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        check
            .HasOne<ActionItem>()
            .WithMany()
            .HasForeignKey(c => c.ItemNumber)
            .OnDelete(DeleteBehavior.Restrict);
        check.Ignore(c => c.NewEvents);
    }
}

internal sealed class RiskCallMap : IEntityTypeConfiguration<RiskCall>
{
    public void Configure(EntityTypeBuilder<RiskCall> call)
    {
        call.ToTable("risk_calls").HasKey(c => c.Number);
        call.Property(c => c.Number).ValueGeneratedNever();
        call.HasIndex(c => new { c.IncidentNumber, c.ServiceId }).IsUnique();
        call.HasIndex(c => c.PersonId);
        call.HasIndex(c => c.ServiceId);
        call.HasOne<Incident>()
            .WithMany()
            .HasForeignKey(c => c.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        call.HasOne<Service>()
            .WithMany()
            .HasForeignKey(c => c.ServiceId)
            .OnDelete(DeleteBehavior.Restrict);
        call.HasOne<Person>()
            .WithMany()
            .HasForeignKey(c => c.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
        call.PrimitiveCollection(c => c.Shared);
        call.Ignore(c => c.NewEvents);
    }
}

internal sealed class QuestionMap : IEntityTypeConfiguration<Question>
{
    public void Configure(EntityTypeBuilder<Question> question)
    {
        question.ToTable("questions").HasKey(q => q.Number);
        question.Property(q => q.Number).ValueGeneratedNever();
        question.HasIndex(q => q.IncidentNumber);
        question.HasIndex(q => q.UpdateNumber);
        question
            .HasOne<Incident>()
            .WithMany()
            .HasForeignKey(q => q.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        question
            .HasOne<Update>()
            .WithMany()
            .HasForeignKey(q => q.UpdateNumber)
            .OnDelete(DeleteBehavior.Restrict);
        question.Ignore(q => q.NewEvents);
    }
}
