using Afterword.Core.Incidents;
using Afterword.Core.Metrics;
using Afterword.Core.People;
using Afterword.Server.Data.Insight;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

internal sealed class IncidentFactsMap : IEntityTypeConfiguration<IncidentFacts>
{
    public void Configure(EntityTypeBuilder<IncidentFacts> facts)
    {
        facts.ToTable("metric_incidents").HasKey(f => f.IncidentNumber);
        facts.Property(f => f.IncidentNumber).ValueGeneratedNever();
        facts.HasIndex(f => f.LastDay);
        facts.HasIndex(f => f.Restricted).HasFilter("restricted");
        facts
            .HasOne<Incident>()
            .WithOne()
            .HasForeignKey<IncidentFacts>(f => f.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MetricDayMap : IEntityTypeConfiguration<MetricDay>
{
    public void Configure(EntityTypeBuilder<MetricDay> day)
    {
        day.ToTable("metric_days").HasKey(d => new { d.Metric, d.Day });
        day.HasIndex(d => new
        {
            d.Metric,
            d.Day,
            d.Total,
        });
    }
}

internal sealed class MetricStateMap : IEntityTypeConfiguration<MetricState>
{
    public void Configure(EntityTypeBuilder<MetricState> state)
    {
        state.ToTable("metric_state").HasKey(s => s.Id);
        state.Property(s => s.Id).ValueGeneratedNever();
    }
}

internal sealed class BaselineMap : IEntityTypeConfiguration<Baseline>
{
    public void Configure(EntityTypeBuilder<Baseline> baseline)
    {
        baseline.ToTable("baselines").HasKey(b => b.Number);
        baseline.Property(b => b.Number).ValueGeneratedNever();
        baseline
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(b => b.FrozenById)
            .OnDelete(DeleteBehavior.Restrict);
        baseline
            .HasOne<Team>()
            .WithMany()
            .HasForeignKey(b => b.TeamId)
            .OnDelete(DeleteBehavior.Restrict);
        baseline.Property(b => b.Figures).AsJson();
        baseline.Ignore(b => b.NewEvents).Ignore(b => b.Window);
    }
}
