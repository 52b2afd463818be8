namespace Bourse.Api.Auth;

/// <summary>
/// Stands for a key whose material this node cannot read: sealed with another data key, or no public key.
/// </summary>
internal sealed class UnusableVerifier : SignatureVerifier
{
    public override bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature) => false;
}
