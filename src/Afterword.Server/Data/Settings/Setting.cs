using Afterword.Core.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Settings;

/// <summary>One record of settings as it is stored: plain values as JSON, secrets encrypted apart. Its events never hold a secret.</summary>
internal sealed class Setting : Noun
{
    private Setting() { }

    public Setting(int id, string name) => (Id, Name) = (id, name);

    public int Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The values that are no secrets, as a JSON object.</summary>
    public string Value { get; private set; } = "{}";

    /// <summary>The secrets, encrypted as one text; empty when there are none.</summary>
    public string Secrets { get; private set; } = "";

    public override SubjectKind SubjectKind => SubjectKind.Setting;

    public override long SubjectId => Id;

    public void Change(string value, string secrets, Changes changes, By by)
    {
        (Value, Secrets) = (value, secrets);
        Happened(EventKind.SettingChanged, by, changes.All, note: Name);
    }
}

internal sealed class SettingMap : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> setting)
    {
        setting.ToTable("settings").HasKey(s => s.Id);
        setting.Property(s => s.Id).ValueGeneratedNever();
        setting.HasIndex(s => s.Name).IsUnique();
        setting.Ignore(s => s.NewEvents);
    }
}
