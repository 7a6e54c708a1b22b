using Afterword.Core;
using Afterword.Core.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Templates;

/// <summary>One edition of an installation's own template. Editions are only added; the newest counts, and one without text gives the shipped template back its place.</summary>
internal sealed class TemplateVersion : Noun
{
    private TemplateVersion() { }

    public int Number { get; private set; }

    /// <summary>Which template: <c>weekly-follow-up.leadership</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Counts the editions of this template, from 1.</summary>
    public int Edition { get; private set; }

    /// <summary>The whole file, head and body; null where the shipped one was restored.</summary>
    public string? Text { get; private set; }

    /// <summary>Why, if somebody said.</summary>
    public string Reason { get; private set; } = "";

    public DateTimeOffset MadeAt { get; private set; }

    public int? MadeById { get; private set; }

    /// <summary>When administrators were told that it cannot be used, UTC; null while it can.</summary>
    public DateTimeOffset? BrokenAt { get; private set; }

    /// <summary>What is wrong with it; empty while nothing is.</summary>
    public string Problem { get; private set; } = "";

    public override SubjectKind SubjectKind => SubjectKind.Template;

    public override long SubjectId => Number;

    public static TemplateVersion Write(
        int number,
        string name,
        int edition,
        string? text,
        string reason,
        By by
    )
    {
        if (reason.Length > 500)
        {
            throw new RuleException("reason", "A reason has at most 500 characters.");
        }
        var version = new TemplateVersion
        {
            Number = number,
            Name = name,
            Edition = edition,
            Text = text,
            Reason = reason.Trim(),
            MadeAt = by.At,
            MadeById = by.PersonId,
        };
        version.Happened(
            text is null ? EventKind.TemplateRestored : EventKind.TemplateChanged,
            by,
            [new FieldChange("edition", edition == 1 ? null : $"{edition - 1}", $"{edition}")],
            version.Reason.Length > 0 ? version.Reason : null,
            name
        );
        return version;
    }

    /// <summary>Says that it cannot be used; only the first time counts.</summary>
    public bool Break(string problem, By by)
    {
        if (BrokenAt is not null)
        {
            return false;
        }
        (BrokenAt, Problem) = (by.At, problem);
        Happened(EventKind.TemplateBroken, by, reason: problem, note: Name);
        return true;
    }
}

internal sealed class TemplateVersionMap : IEntityTypeConfiguration<TemplateVersion>
{
    public void Configure(EntityTypeBuilder<TemplateVersion> version)
    {
        version.ToTable("template_versions").HasKey(v => v.Number);
        version.Property(v => v.Number).ValueGeneratedNever();
        version.HasIndex(v => new { v.Name, v.Edition }).IsUnique();
        version.Ignore(v => v.NewEvents);
    }
}
