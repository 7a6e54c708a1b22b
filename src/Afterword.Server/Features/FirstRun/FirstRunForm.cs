using Afterword.Core;
using Afterword.Core.People;
using Afterword.Server.Security;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.FirstRun;

/// <summary>Who the first administrator is.</summary>
internal sealed record FirstRunForm
{
    public string? Name { get; set; }

    public string? Handle { get; set; }

    public string? Email { get; set; }

    public string? TimeZone { get; set; }

    public string? Password { get; set; }

    public string? Again { get; set; }

    /// <summary>The person, when everything that this form alone can tell is right; the noun has its say later.</summary>
    public PersonDetails? Read(FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            errors.Add(nameof(Name), "Write your name, as others should see it.");
        }
        if (!EmailShape.IsValid(Email?.Trim() ?? ""))
        {
            errors.Add(
                nameof(Email),
                "Write your mail address, such as lee@example.com; messages for you go there."
            );
        }
        if (PasswordRules.Refuse(Password, Handle ?? "", Name ?? "", Email ?? "") is { } refused)
        {
            errors.Add(nameof(Password), refused);
        }
        else if (Password != Again)
        {
            errors.Add(nameof(Again), "The two passwords differ. Type the same one twice.");
        }
        return errors.Any ? null : Details();
    }

    private PersonDetails Details() =>
        new()
        {
            Name = Name!,
            Handle = string.IsNullOrWhiteSpace(Handle) ? Core.People.Handle.From(Name!) : Handle,
            Email = Email!.Trim(),
            TimeZone = string.IsNullOrWhiteSpace(TimeZone) ? "UTC" : TimeZone.Trim(),
            Role = Role.Admin,
        };
}
