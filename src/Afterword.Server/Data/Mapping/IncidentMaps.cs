using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

internal sealed class IncidentMap : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> incident)
    {
        incident.ToTable("incidents").HasKey(i => i.Number);
        incident.Property(i => i.Number).ValueGeneratedNever();
        incident.HasIndex(i => i.Status);
        incident.HasIndex(i => i.NextDueAt);
        incident.HasIndex(i => new { i.OccurredAt, i.Number });
        incident.HasIndex(i => i.TeamId);
        incident.HasIndex(i => i.LeadId);
        incident
            .HasOne<Team>()
            .WithMany()
            .HasForeignKey(i => i.TeamId)
            .OnDelete(DeleteBehavior.Restrict);
        incident
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(i => i.LeadId)
            .OnDelete(DeleteBehavior.Restrict);
        incident.PrimitiveCollection(i => i.ServiceIds);
        incident.PrimitiveCollection(i => i.AffectedTeamIds);
        incident.PrimitiveCollection(i => i.Tags);
        incident.PrimitiveCollection(i => i.ReaderIds);
        incident.Property(i => i.People).AsJson();
        incident.Property(i => i.SourceLinks).AsJson();
        incident.Property(i => i.Milestones).AsJson();
        incident.Ignore(i => i.NewEvents).Ignore(i => i.Duration).Ignore(i => i.Day);
    }
}

internal sealed class CustomerTextMap : IEntityTypeConfiguration<CustomerText>
{
    public void Configure(EntityTypeBuilder<CustomerText> text)
    {
        text.ToTable("customer_texts").HasKey(t => t.IncidentNumber);
        text.Property(t => t.IncidentNumber).ValueGeneratedNever();
        text.HasOne<Incident>()
            .WithOne()
            .HasForeignKey<CustomerText>(t => t.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        text.Property(t => t.Draft).AsJson();
        text.Property(t => t.Approved).AsJson();
        text.Ignore(t => t.NewEvents).Ignore(t => t.IsAhead);
    }
}

internal sealed class PostMortemMap : IEntityTypeConfiguration<PostMortem>
{
    public void Configure(EntityTypeBuilder<PostMortem> postMortem)
    {
        postMortem.ToTable("post_mortems").HasKey(p => p.IncidentNumber);
        postMortem.Property(p => p.IncidentNumber).ValueGeneratedNever();
        postMortem
            .HasOne<Incident>()
            .WithOne()
            .HasForeignKey<PostMortem>(p => p.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        postMortem.Property(p => p.Content).AsLargeJson();
        postMortem.Ignore(p => p.NewEvents);
    }
}
