using Afterword.Server.Security;

namespace Afterword.Tests.Security;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("password")]
    [InlineData("P@ssw0rd1!")]
    [InlineData("Password2026")]
    [InlineData("12345678")]
    [InlineData("qwertyuiop")]
    [InlineData("1q2w3e4r")]
    [InlineData("letmein123")]
    [InlineData("L3tM31n!!")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("abcdefghij")]
    [InlineData("87654321")]
    [InlineData("19840321")]
    [InlineData("31121999")]
    [InlineData("sunshine!")]
    [InlineData("Liverpool1892")]
    [InlineData("iloveyou2")]
    [InlineData("I Love You 2")]
    [InlineData("trustno1!")]
    [InlineData("afterword-2026")]
    public void What_anybody_would_try_first_is_refused(string password)
    {
        Assert.Contains(
            "first passwords anybody would try",
            PasswordRules.Refuse(password),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("ana.ruiz1")]
    [InlineData("AnaRuiz2026!")]
    [InlineData("ruizruiz")]
    [InlineData("ana-ruiz-99")]
    public void What_is_known_of_the_person_is_refused(string password)
    {
        Assert.NotNull(PasswordRules.Refuse(password, "ana", "Ana Ruiz", "ana.ruiz@example.test"));
    }

    [Theory]
    [InlineData("tulip cable nineteen moss")]
    [InlineData("correct horse but no staple")]
    [InlineData("x7#kd02L")]
    [InlineData("vier nasse Hasen im Keller")]
    [InlineData("мой дядя самых честных")]
    [InlineData("        spaces around it     ")]
    public void Anything_else_of_eight_characters_is_taken_whole(string password)
    {
        Assert.Null(PasswordRules.Refuse(password, "ana", "Ana Ruiz", "ana.ruiz@example.test"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short 7")]
    public void Fewer_than_eight_are_too_few(string? password)
    {
        Assert.NotNull(PasswordRules.Refuse(password));
    }

    [Fact]
    public async Task Every_character_of_a_long_password_counts()
    {
        var password = string.Concat(Enumerable.Repeat("long words ", 80));
        var hash = Passwords.Hash(password);

        var right = await Passwords.Verify(hash, password, default);
        var cut = await Passwords.Verify(hash, password[..^1], default);

        Assert.NotEqual(right, cut);
        Assert.Null(PasswordRules.Refuse(password));
        Assert.NotNull(PasswordRules.Refuse(new string('x', 400) + password));
    }
}
